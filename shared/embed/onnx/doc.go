// Package onnx implements embed.Embedder with BERT: bge-small-en-v1.5 in int8 on ONNX Runtime. Open loads
// the runtime library; the binary is not linked to it.
//
// The package embeds one text per run. In int8, the scale of the activations depends on the whole input of a
// run. Batching or padding would therefore change the vector of a text. For throughput, goroutines share one
// session: by default one run per CPU is active, and other calls wait.
//
// Open returns an error for any model file but the pinned one. The package does not support batches.
package onnx
