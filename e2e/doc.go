// Package e2e tests the whole shop: it starts tools/dev on free ports with the
// demo catalog, and sends requests through Hosting, as a browser does. Tests that
// mostly wait run in parallel, each on a shop of its own.
//
// Run its tests with `make e2e`, which builds the programs first.
package e2e
