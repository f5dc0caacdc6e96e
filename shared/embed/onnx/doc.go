// Package onnx is BERT as an embed.Embedder: bge-small-en-v1.5 in int8 on ONNX
// Runtime, which is loaded when Open is called and not linked.
//
// One text is one run. In int8 the scale of the activations is taken over all that
// is in a run, so a text that shared its run, or was padded, would get another
// vector than alone. Several goroutines run at the same time over one session
// instead, as many as there are processors; the others wait their turn.
//
// The package refuses model files other than the one that its name for the vector
// space stands for, and batches.
package onnx
