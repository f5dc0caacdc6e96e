// Package engine puts the shop on a search engine that all instances share, instead of a snapshot in each. An engine
// shards, replicates and updates its data in place, so it suits catalogs that are too large for one instance.
//
// Collection is the port: the products of a shop in an engine. Memory is an exact Collection in memory, for tests.
// Package engine/milvus implements it on Milvus. Views makes a recommend.View of a Collection for each request, so
// package recommend cannot tell where its products come from.
//
// A Collection has vectors, words, offers and cards. Everything that needs a view of the whole catalog stays in an ordinary
// snapshot, the companion: the weights of words, the speller, suggestions, related and popular products. The companion
// also answers while the engine is away. It may hold a sample of the catalog.
package engine
