package onnx

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	ort "github.com/yalue/onnxruntime_go"
	"golang.org/x/sys/unix"
)

// The model's inputs and output, by the names in its graph.
var (
	inputNames  = []string{"input_ids", "attention_mask", "token_type_ids"}
	outputNames = []string{"last_hidden_state"}
)

// session is a model that is ready to run.
type session struct {
	*ort.DynamicAdvancedSession
	file []byte // the mapped file that the session reads its weights from, or nil
}

// openSession makes a session of the model at path: model.onnx as it was published,
// or what Optimise made of it.
func openSession(path string, threads int) (session, error) {
	o, err := options(threads)
	if err != nil {
		return session{}, err
	}
	defer o.Destroy()
	if filepath.Ext(path) == optimisedExt {
		return openOptimised(path, o)
	}
	if err := checkSize(path, modelSize); err != nil {
		return session{}, err
	}
	s, err := ort.NewDynamicAdvancedSession(path, inputNames, outputNames, o)
	return session{DynamicAdvancedSession: s}, err
}

// openOptimised maps the file and lets the session use its weights where they are:
// no copy is made and processes that run the same model share the pages.
func openOptimised(path string, o *ort.SessionOptions) (session, error) {
	if name := filepath.Base(path); name != optimisedName {
		return session{}, fmt.Errorf("%s is not the model's name, which is %s", name, optimisedName)
	}
	err := setAll(o, map[string]string{
		"session.load_model_format":                    "ORT",
		"session.use_ort_model_bytes_directly":         "1",
		"session.use_ort_model_bytes_for_initializers": "1",
	})
	if err != nil {
		return session{}, err
	}
	file, err := mapFile(path)
	if err != nil {
		return session{}, err
	}
	s, err := ort.NewDynamicAdvancedSessionWithONNXData(file, inputNames, outputNames, o)
	if err != nil {
		return session{}, errors.Join(err, unix.Munmap(file))
	}
	return session{s, file}, nil
}

func mapFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", path, err)
	}
	return b, nil
}

// Destroy frees the session, then the file below it.
func (s session) Destroy() error {
	err := s.DynamicAdvancedSession.Destroy()
	if s.file != nil {
		err = errors.Join(err, unix.Munmap(s.file))
	}
	return err
}

// options returns the options of every session. The caller destroys them.
func options(threads int) (*ort.SessionOptions, error) {
	o, err := ort.NewSessionOptions()
	if err != nil {
		return nil, err
	}
	err = errors.Join(
		o.SetIntraOpNumThreads(threads),
		o.SetInterOpNumThreads(1),
		// Spinning threads take the processor from the goroutines beside them.
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
