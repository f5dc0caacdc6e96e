//go:build !milvus

package functions

import (
	"io"
	"strings"
	"testing"
)

// A binary without a client of the engine refuses INDEX when it starts.
func TestSearchEngineNotBuiltIn(t *testing.T) {
	w := newWorld(t)
	_, err := OpenOver(w.ports, []string{"GOOGLE_CLOUD_PROJECT=demo-p", "BUCKET=demo-p", "INDEX=milvus://127.0.0.1:1/shop"}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "-tags=milvus") {
		t.Errorf("OpenOver = %v, want an error that names the build tag", err)
	}
}
