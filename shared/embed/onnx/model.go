package onnx

import (
	"fmt"
	"os"
)

// The constants of the model that "make setup" downloads, bge-small-en-v1.5 in int8. Another model needs
// different values.
const (
	// Model identifies the vector space: the model, its quantization and the first 12 digits of the
	// SHA-256 of model.onnx.
	Model = "bge-small-en-v1.5-int8-6c9c6101a956"
	// Dim is the number of elements of a vector.
	Dim = 384
	// maxTokens is the model's maximum input length, including [CLS] and [SEP].
	maxTokens = 512
	// queryPrefix precedes each query, as in the model's training. Documents have no prefix.
	queryPrefix = "Represent this sentence for searching relevant passages: "

	modelSize     = 34_014_426 // bytes of model.onnx
	tokenizerSize = 711_396    // bytes of tokenizer.json
)

// checkSize returns an error unless the file has the wanted size.
//
// "make setup" has already verified the SHA-256. Another check would take tens of milliseconds at each cold
// start. The size is enough to detect a wrong path or an incomplete copy.
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
