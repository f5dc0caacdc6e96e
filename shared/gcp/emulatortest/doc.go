// Package emulatortest runs the real Firestore emulator, from its jar, for tests
// and for the local host. The jar is started directly and not through the
// Firebase tools: only so can it be told where document events go, and it is
// ready in two seconds. Control speaks to any emulator, also to one that
// somebody else started.
//
// Nothing of it belongs in a deployed program.
package emulatortest
