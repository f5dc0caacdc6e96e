package onnx

import (
	"fmt"
	"os"
)

// The one model this package runs: bge-small-en-v1.5 in int8, as set-up fetches it.
// Another model is another set of these constants, and a new name.
const (
	// Model names the vector space: the model, its quantisation and the first 12
	// digits of the SHA-256 of model.onnx.
	Model = "bge-small-en-v1.5-int8-6c9c6101a956"
	// Dim is the number of elements of a vector.
	Dim = 384
	// maxTokens is the longest input of the model, [CLS] and [SEP] included.
	maxTokens = 512
	// queryPrefix is what the model was trained to see before a query. Documents
	// have no prefix.
	queryPrefix = "Represent this sentence for searching relevant passages: "

	modelSize     = 34_014_426 // bytes of model.onnx
	tokenizerSize = 711_396    // bytes of tokenizer.json
)

// checkSize refuses a file that cannot be the pinned one.
//
// Set-up compared the SHA-256 before it let the file into the cache. Doing so again
// would cost every cold start tens of milliseconds; the size is enough to catch
// what happens after that, which is a wrong path or a broken copy.
func checkSize(path string, want int64) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() != want {
		return fmt.Errorf("%s has %d bytes, %s has %d", path, info.Size(), Model, want)
	}
	return nil
}
