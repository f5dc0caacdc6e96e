// Package experiment divides shoppers among settings of the ranking, so that the shop can compare them.
//
// An Experiment has arms. Assign gives a shopper an arm by a hash, so a shopper keeps it without any stored state. A Watcher
// keeps the running experiments of an instance current. Service changes experiments and returns their results. Package stats
// contains the statistics.
//
// The package stores nothing about a shopper. Impressions and clicks are counted by arm and bucket: each arm has Buckets
// groups of shoppers, by another part of the hash. The differences between the buckets of an arm show how much its figures
// vary by chance, although the counters hold no user.
package experiment
