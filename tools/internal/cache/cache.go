// Package cache locates the cache that make setup fills and that checkouts share.
package cache

import (
	"os"
	"path/filepath"
)

// Dir returns the path of a folder in the cache. The environment variable SHOPFYP_CACHE sets the cache's path.
func Dir(name string) string {
	if dir := os.Getenv("SHOPFYP_CACHE"); dir != "" {
		return filepath.Join(dir, name)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "shopfyp", name)
}
