// Package build makes a snapshot of the catalogue: it reads products and
// embeddings, embeds what is new or changed, builds and measures the index,
// and publishes. Stopped anywhere, the published index is as it was, and the
// embeddings made so far are kept.
package build
