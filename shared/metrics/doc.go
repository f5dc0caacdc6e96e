// Package metrics counts what shoppers saw and did: impressions, clicks, baskets, purchases and searches.
//
// An app reports events in batches. A Collector adds up the counters of several batches and writes them together, so that
// an event costs a fraction of a database write. A Store counts every batch once, also if the app sends it again to another
// instance. Counters belong to an hour, the hour in which the events happened. They hold no user and no text that a
// shopper typed.
package metrics
