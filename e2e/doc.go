// Package e2e walks a shopper's way through the whole shop: the local host of
// tools/dev on free ports, with the demo catalogue, reached as a browser
// reaches it, through Hosting.
//
// Its tests run with `make e2e`, which builds the programs first.
package e2e
