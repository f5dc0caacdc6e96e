package recommendtest

import (
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// NewLexicon returns the lexicon of a lexical file with a row for each product. It closes the file when the test ends.
func NewLexicon(t testing.TB, products []catalog.Product) recommend.Lexicon {
	t.Helper()
	name := filepath.Join(t.TempDir(), snapshot.LexicalFile)
	err := lexical.Write(name, len(products), func(row int) (lexical.Document, error) { return recommend.Words(&products[row]), nil })
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := lexical.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lexicon.Close() })
	return recommend.NewSnapshotLexicon(lexicon)
}
