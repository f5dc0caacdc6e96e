// Package viewtest is the conformance suite for sources of recommend.Views: a snapshot, a snapshot with the changes of the
// catalog, and a search engine. A shopper must not notice which of them a shop uses.
package viewtest
