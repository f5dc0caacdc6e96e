// Dev runs the whole shop on one machine. It starts the Firestore, Auth and
// Hosting emulators, a Cloud Storage server, a process for each function, and
// the index builder on a schedule. It loads the demo catalog if there are no
// products, keeps all data in .dev, and stops everything on Ctrl-C.
//
// It replaces only the cloud platform. The code, the rewrites, the rules and the
// entry points are those of production. All servers listen on 127.0.0.1.
//
//	dev           runs the shop; -help lists the settings
//	dev rebuild   rebuilds the running shop's index now
//	dev env       prints the running shop's addresses as shell variables
package main
