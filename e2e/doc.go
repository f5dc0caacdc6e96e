// Package e2e tests the whole shop: it starts tools/dev on free ports with the
// demo catalog, and sends requests through Hosting, as a browser does.
//
// Run its tests with `make e2e`, which builds the programs first.
package e2e
