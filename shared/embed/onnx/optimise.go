package onnx

import (
	"errors"
	"fmt"

	ort "github.com/yalue/onnxruntime_go"
)

// An optimised file carries the model's name, because its bytes cannot be pinned:
// they differ a little each time it is made.
const (
	optimisedExt  = ".ort"
	optimisedName = Model + optimisedExt
)

// Optimise writes model.onnx, at c.Model, to a file in ONNX Runtime's own format,
// with the graph rewritten as every session would rewrite it again. Open takes half
// the time with it; vectors are the same to the last bit.
//
// Rewrites that depend on the processor are left out, so the file can be made on
// one machine and run on another, with the same ONNX Runtime.
func Optimise(c Config, file string) error {
	if err := optimise(c, file); err != nil {
		return fmt.Errorf("onnx: optimise %s: %w", c.Model, err)
	}
	return nil
}

func optimise(c Config, file string) error {
	if err := errors.Join(checkSize(c.Model, modelSize), load(c.Library)); err != nil {
		return err
	}
	o, err := options(1)
	if err != nil {
		return err
	}
	defer o.Destroy()
	err = errors.Join(
		o.SetGraphOptimizationLevel(ort.GraphOptimizationLevelEnableExtended),
		setAll(o, map[string]string{"session.save_model_format": "ORT"}),
		o.SetOptimizedModelFilePath(file),
	)
	if err != nil {
		return err
	}
	// The file is written while the session is made.
	s, err := ort.NewDynamicAdvancedSession(c.Model, inputNames, outputNames, o)
	if err != nil {
		return err
	}
	return s.Destroy()
}
