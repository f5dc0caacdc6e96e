// Optimise converts the model to a format that the encoder opens faster. "make setup" runs it once.
//
//	optimise libonnxruntime.so model.onnx out.ort
package main

import (
	"errors"
	"fmt"
	"os"

	"shopfyp.dev/shared/embed/onnx"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: optimise libonnxruntime.so model.onnx out.ort")
	}
	return onnx.Optimise(onnx.Config{Library: args[0], Model: args[1]}, args[2])
}
