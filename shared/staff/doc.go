// Package staff defines what the people who run the shop may do in the console, and the record of what they changed.
// It does not authenticate them.
//
// A store in Firestore records a change in the transaction that makes it: IsRecorded says when, and NewChange what. Record is
// for everything else.
package staff
