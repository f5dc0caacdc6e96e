package milvustest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// ErrUnavailable reports that milvus-lite is missing. The error that wraps it explains in one line how to install it.
var ErrUnavailable = errors.New("milvus-lite is not installed")

// variable is the environment variable for the path of the program.
const variable = "MILVUS_LITE"

// installed is the path of the program that tools/setup/milvus.sh installs, in the repository.
var installed = filepath.Join("bin", "milvus", "bin", "milvus-lite")

// Find returns the path of the milvus-lite program, or ErrUnavailable. It looks in $MILVUS_LITE, then in the repository
// above the working directory, then on the PATH.
func Find() (string, error) {
	if path := os.Getenv(variable); path != "" {
		if _, err := exec.LookPath(path); err != nil {
			return "", fmt.Errorf("%w: %s=%s is not a program", ErrUnavailable, variable, path)
		}
		return path, nil
	}
	if path, ok := inRepository(); ok {
		return path, nil
	}
	if path, err := exec.LookPath("milvus-lite"); err == nil {
		return path, nil
	}
	return "", fmt.Errorf("%w: run tools/setup/milvus.sh, which needs python3 with venv, or set %s", ErrUnavailable, variable)
}

// inRepository returns the program in the nearest folder above the working directory with a go.mod.
func inRepository() (string, bool) {
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			path, err := exec.LookPath(filepath.Join(dir, installed))
			return path, err == nil
		}
	}
	return "", false
}
