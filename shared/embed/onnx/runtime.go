package onnx

import (
	"fmt"
	"os"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
)

// library is the ONNX Runtime library of this process. A process can load only one, and never unloads it.
var library struct {
	sync.Mutex
	path string // "" before it is loaded
	file os.FileInfo
}

// load loads the ONNX Runtime library at path, unless it is already loaded. It returns an error if the process
// has loaded a different library.
func load(path string) error {
	file, err := os.Stat(path)
	if err != nil {
		return err
	}
	library.Lock()
	defer library.Unlock()
	switch {
	case library.path == "":
	case os.SameFile(library.file, file):
		return nil
	default:
		return fmt.Errorf("%s is loaded already; cannot also load %s", library.path, path)
	}
	ort.SetSharedLibraryPath(path)
	if err := ort.InitializeEnvironment(); err != nil {
		return fmt.Errorf("load %s: %w", path, err)
	}
	library.path, library.file = path, file
	return nil
}
