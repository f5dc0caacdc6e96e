// Package build builds and publishes snapshots of the catalog. A build reads the products and embeddings, embeds new
// and changed products, builds the index, measures its recall, and publishes the snapshot. If a build is interrupted,
// the embeddings that it stored and the published snapshot stay.
//
// A build keeps only a few numbers of each product in memory. The products and their vectors are in temporary files.
package build
