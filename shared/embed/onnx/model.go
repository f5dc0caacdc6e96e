package onnx

import (
	"fmt"
	"os"
)

// The model: bge-small-en-v1.5 in int8, as "make setup" downloads it. Another model needs other constants
// and another name.
const (
	// Model identifies the vector space: the model, its quantization and the first 12 digits of the
	// SHA-256 of model.onnx.
	Model = "bge-small-en-v1.5-int8-6c9c6101a956"
	// Dim is the number of elements of a vector.
	Dim = 384
	// maxTokens is the model's maximum input length, including [CLS] and [SEP].
	maxTokens = 512
	// queryPrefix precedes queries, as in the model's training. Documents have no prefix.
	queryPrefix = "Represent this sentence for searching relevant passages: "

	modelSize     = 34_014_426 // bytes of model.onnx
	tokenizerSize = 711_396    // bytes of tokenizer.json
)

// checkSize returns an error if the file cannot be the pinned one.
//
// "make setup" has verified the SHA-256. Doing it again would cost tens of milliseconds at each cold start;
// the size is enough to detect a wrong path or a broken copy.
func checkSize(path string, want int64) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() != want {
		return fmt.Errorf("%s has %d bytes, want %d for %s", path, info.Size(), want, Model)
	}
	return nil
}
