package wire

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// nativeDir returns the folder of the model and the libraries: NATIVE_DIR, else native/out where
// the source is. The buildpack moves the source into a folder of its own and runs the function beside it.
func (c Config) nativeDir() (string, error) {
	if c.NativeDir != "" {
		return c.NativeDir, nil
	}
	var tried []string
	for _, root := range []string{c.AppRoot, "serverless_function_source_code", "."} {
		if root == "" {
			continue
		}
		dir := filepath.Join(root, "native", "out")
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return filepath.Abs(dir)
		}
		tried = append(tried, dir)
	}
	return "", fmt.Errorf("no native libraries: NATIVE_DIR is not set and there is none of %s", strings.Join(tried, ", "))
}
