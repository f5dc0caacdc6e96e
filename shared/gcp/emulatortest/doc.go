// Package emulatortest runs the Firestore emulator for tests and for the local programs in tools.
// Deployed programs must not use it.
//
// Tests call ForTest, Client and Project. To share one emulator between the tests of many packages,
// start it once and set FIRESTORE_EMULATOR_HOST; tests are independent because each uses its own Project.
//
// Start runs the emulator's jar directly instead of the Firebase tools. The jar has an option for the
// address of document events, and it is ready in two seconds. Control works with any running emulator,
// including one from the Firebase tools.
package emulatortest
