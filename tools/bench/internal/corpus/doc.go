// Package corpus gives benchmarks their vectors: those of real products and of
// real queries, and any number made from them.
//
// Real products and queries are those of the shared data folder, embedded by
// the product's own encoder, once: the vectors are kept in a cache folder.
//
// Made vectors come from real ones by analogy: a made one is a + s·(b-c) at
// length 1, where a, b and c are real vectors drawn at random and s is drawn
// from 0.15 to 0.45. So it differs from a real product in a way in which real
// products differ, only less: noise has the shape of the catalogue, few strong
// directions and many weak ones, where equal noise in all 384 would be far from
// every query and make search look easy. Dense places become denser.
//
// The package does not claim that made vectors are products. Figures of them
// say how an index does at a size; figures of real ones say how well it does.
package corpus
