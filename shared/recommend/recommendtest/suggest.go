package recommendtest

import (
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
)

// NewSuggest returns an open suggestions file. It closes the file when the test ends.
func NewSuggest(t testing.TB, c suggest.Content) *suggest.File {
	t.Helper()
	name := filepath.Join(t.TempDir(), snapshot.SuggestFile)
	if err := suggest.Write(name, c); err != nil {
		t.Fatal(err)
	}
	f, err := suggest.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
