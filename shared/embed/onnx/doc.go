// Package onnx implements embed.Embedder with BERT: bge-small-en-v1.5 in int8 on ONNX Runtime. Open loads
// the runtime library; the binary is not linked to it.
//
// The package embeds one text per run. In int8, the scale of the activations depends on the whole input of a
// run, so a text in a batch or with padding would get another vector than alone. For throughput, goroutines share
// one session: as many run at a time as there are CPUs, the others wait.
//
// The package refuses model files other than the pinned one, and has no batches.
package onnx
