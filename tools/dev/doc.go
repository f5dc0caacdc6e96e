// Dev runs the whole shop on one machine: the Firestore emulator, the Firebase
// tools' Auth and Hosting emulators, a Cloud Storage server, each function in a
// process of its own, and the index builder on a schedule. It loads the demo
// catalog if there are no products, keeps all data in .dev, and stops
// everything on Ctrl-C.
//
// It replaces the cloud platform, not the shop: it runs the deployed code with
// production's rewrites, rules and entry points. All servers listen on 127.0.0.1.
//
//	dev           runs the shop; -help lists the settings
//	dev rebuild   rebuilds the running shop's index now
//	dev env       prints the running shop's addresses as shell variables
package main
