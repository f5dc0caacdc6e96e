// Package build builds and publishes snapshots of the catalogue. It reads the
// products and embeddings, embeds new and changed products, builds the index,
// measures its recall, and publishes. If a build is interrupted, the published
// snapshot stays and the embeddings made so far are kept.
package build
