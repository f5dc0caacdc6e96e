package recommendtest

import (
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/spelling"
)

// NewSpeller returns an open spelling file of the products. It closes the file when the test ends.
func NewSpeller(t testing.TB, products []catalog.Product) *spelling.Dictionary {
	t.Helper()
	name := filepath.Join(t.TempDir(), snapshot.SpellingFile)
	v := spelling.NewVocabulary()
	v.AddQueryWords(query.Vocabulary()...)
	for _, p := range products {
		v.AddProduct(append([]string{p.Title, p.Brand, p.Color}, p.Category...)...)
	}
	if err := v.Write(name); err != nil {
		t.Fatal(err)
	}
	speller, err := spelling.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { speller.Close() })
	return speller
}
