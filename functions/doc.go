// Package functions is the edge: the one table of everything that is deployed as
// a function, one short file for what each of them does, and the Host that runs
// them. In the cloud each function is a process of its own, picked by
// FUNCTION_TARGET, and the local host of tools/dev does the same. The
// package decides nothing about products: it decodes, calls and returns.
//
// A Host makes what a function needs when a request first needs it, and tries
// again at the next request where that failed, so that a click never waits for
// an index. GET /ready, which only the platform asks for, loads everything ahead
// of the first request: see ReadyPath.
package functions
