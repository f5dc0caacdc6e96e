package onnx

import (
	"errors"
	"fmt"
	"path/filepath"

	ort "github.com/yalue/onnxruntime_go"

	"shopfyp.dev/shared/mapped"
)

// The names of the inputs and the output in the model's graph.
var (
	inputNames  = []string{"input_ids", "attention_mask", "token_type_ids"}
	outputNames = []string{"last_hidden_state"}
)

// A session is a model that is ready to run.
type session struct {
	*ort.DynamicAdvancedSession
	file []byte // the mapped file that the session reads its weights from, or nil
}

// openSession returns a session of the model at path: either the published model.onnx
// or the file that Optimise wrote.
func openSession(path string, threads int) (session, error) {
	if filepath.Ext(path) != optimisedExt {
		if err := checkSize(path, modelSize); err != nil {
			return session{}, err
		}
		return openPlain(path, threads)
	}
	o, err := options(threads)
	if err != nil {
		return session{}, err
	}
	defer o.Destroy()
	return openOptimised(path, o)
}

// openPlain returns a session of an ONNX file. It does not check which model the file contains.
func openPlain(path string, threads int) (session, error) {
	o, err := options(threads)
	if err != nil {
		return session{}, err
	}
	defer o.Destroy()
	s, err := ort.NewDynamicAdvancedSession(path, inputNames, outputNames, o)
	return session{DynamicAdvancedSession: s}, err
}

// openOptimised maps the file into memory. The session reads the weights in place, which saves a copy, and
// processes that run the same model share the pages.
func openOptimised(path string, o *ort.SessionOptions) (session, error) {
	if name := filepath.Base(path); name != optimisedName {
		return session{}, fmt.Errorf("file is named %s, want %s", name, optimisedName)
	}
	err := setAll(o, map[string]string{
		"session.load_model_format":                    "ORT",
		"session.use_ort_model_bytes_directly":         "1",
		"session.use_ort_model_bytes_for_initializers": "1",
	})
	if err != nil {
		return session{}, err
	}
	file, err := mapped.Open(path, "an optimized model", 1)
	if err != nil {
		return session{}, err
	}
	s, err := ort.NewDynamicAdvancedSessionWithONNXData(file, inputNames, outputNames, o)
	if err != nil {
		return session{}, errors.Join(err, mapped.Close(file))
	}
	return session{s, file}, nil
}

// Destroy frees the session, then unmaps its file.
func (s session) Destroy() error {
	err := s.DynamicAdvancedSession.Destroy()
	if s.file != nil {
		err = errors.Join(err, mapped.Close(s.file))
	}
	return err
}

// options returns the options that every session uses. The caller must destroy them.
func options(threads int) (*ort.SessionOptions, error) {
	o, err := ort.NewSessionOptions()
	if err != nil {
		return nil, err
	}
	err = errors.Join(
		o.SetIntraOpNumThreads(threads),
		o.SetInterOpNumThreads(1),
		// Threads that spin would take CPU time from goroutines.
		setAll(o, map[string]string{"session.intra_op.allow_spinning": "0"}),
	)
	if err != nil {
		return nil, errors.Join(err, o.Destroy())
	}
	return o, nil
}

func setAll(o *ort.SessionOptions, entries map[string]string) error {
	for key, value := range entries {
		if err := o.AddSessionConfigEntry(key, value); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}
