package wire

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// nativeDir returns the folder of the model and the libraries: NATIVE_DIR, or else native/out in the source
// folder. The buildpack moves the source to a subfolder of the folder that it runs the function in.
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
	return "", fmt.Errorf("no native libraries: NATIVE_DIR is not set and none of these folders exists: %s", strings.Join(tried, ", "))
}
