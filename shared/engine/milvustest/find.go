package milvustest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrUnavailable reports that milvus-lite is missing. The error that wraps it explains in one line how to install it.
var ErrUnavailable = errors.New("milvus-lite is not installed")

// variable is the environment variable for the path of the program.
const variable = "MILVUS_LITE"

// Find returns the path of the milvus-lite program, or ErrUnavailable. It looks in $MILVUS_LITE, then where
// tools/setup/milvus.sh of the repository above the working directory installs it, then on the PATH.
func Find() (string, error) {
	if path := os.Getenv(variable); path != "" {
		if _, err := exec.LookPath(path); err != nil {
			return "", fmt.Errorf("%w: %s=%s is not a program", ErrUnavailable, variable, path)
		}
		return path, nil
	}
	if path, ok := installed(); ok {
		return path, nil
	}
	if path, err := exec.LookPath("milvus-lite"); err == nil {
		return path, nil
	}
	return "", fmt.Errorf("%w: run tools/setup/milvus.sh, which needs python3 with venv, or set %s", ErrUnavailable, variable)
}

// installed returns the program that the script of the repository has installed.
func installed() (string, bool) {
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			out, err := exec.Command(filepath.Join(dir, "tools", "setup", "milvus.sh"), "-n").Output()
			return strings.TrimSpace(string(out)), err == nil
		}
	}
	return "", false
}
