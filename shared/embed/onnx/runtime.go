package onnx

import (
	"fmt"
	"os"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
)

// library is the ONNX Runtime of this process. There can be one only, and it stays
// until the process ends: nothing is gained by unloading it.
var library struct {
	sync.Mutex
	path string // "" until it is loaded
	file os.FileInfo
}

// load loads the ONNX Runtime at path, once. It refuses a second, different one.
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
		return fmt.Errorf("%s is loaded already, %s cannot be loaded beside it", library.path, path)
	}
	ort.SetSharedLibraryPath(path)
	if err := ort.InitializeEnvironment(); err != nil {
		return fmt.Errorf("load %s: %w", path, err)
	}
	library.path, library.file = path, file
	return nil
}
