// Package emulatortest runs the Firestore emulator for tests and for the local programs in tools.
// It never belongs in a deployed program.
//
// Tests call ForTest, Client and Project. To share one emulator between the tests of many packages,
// start it once and set FIRESTORE_EMULATOR_HOST; tests are independent because each uses its own Project.
//
// Start runs the jar itself, not the Firebase tools: only the jar can be told where to send document
// events, and it is ready in two seconds. Control works with any emulator, whoever started it.
package emulatortest
