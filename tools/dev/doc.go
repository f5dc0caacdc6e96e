// The dev program runs the whole shop on one machine: the Firestore emulator,
// the Auth and Hosting emulators of the Firebase tools, Cloud Storage, every
// function as the process it is in the cloud, and the index builder on its
// schedule. It loads the demo catalogue where there is none, keeps everything
// in .dev, and ends all of it on Ctrl-C.
//
// It stands for the platform and is no part of the shop: what it runs is what
// is deployed, with production's rewrites, rules and entry points. All servers
// listen on 127.0.0.1.
//
//	dev           runs the shop; -help lists its settings
//	dev rebuild   has a running one rebuild the index now
//	dev env       prints where a running one is reached, for a shell to evaluate
package main
