// Package recommendtest makes snapshots that recommend.Opener can open without a native library.
package recommendtest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// Rows is the number of rows in a manifest of NewSnapshot. Row r has the product p<r> and the vector (r, 0).
const Rows = 3

// NewSnapshot writes the files of a snapshot with the given number of cards.
func NewSnapshot(t testing.TB, rows int) snapshot.Local {
	t.Helper()
	dir := t.TempDir()
	err := errors.Join(
		os.WriteFile(filepath.Join(dir, snapshot.IndexFile), []byte("an index"), 0o644),
		snapshot.WriteCards(filepath.Join(dir, snapshot.CardsFile), rows, func(row int) (snapshot.CardRecord, error) {
			return recommend.CardRecord(&catalog.Product{ID: catalog.ID(fmt.Sprintf("p%d", row)), Title: fmt.Sprintf("Product %d", row)})
		}, []int64{1}),
	)
	if err != nil {
		t.Fatal(err)
	}
	m := snapshot.Manifest{Version: "v1", Model: "fake", Dim: 2, Count: Rows, Index: snapshot.Index{Type: "Flat", SearchParams: search}}
	return snapshot.Local{Manifest: m, Dir: dir}
}

// search holds the search parameters in the manifest of NewSnapshot.
var search = vector.SearchParams{NProbe: 7, KFactor: 3}

// Opener returns an Opener for snapshots of NewSnapshot. Its indexes are exact and have the given number of rows.
// The Opener appends each index that it opens to opened.
func Opener(rows int) (o recommend.Opener, opened *[]vector.Index) {
	opened = new([]vector.Index)
	return recommend.Opener{Model: "fake", Dim: 2, Index: func(path string, s vector.SearchParams) (vector.Index, error) {
		data, err := os.ReadFile(path)
		if err != nil || string(data) != "an index" || s != search {
			return nil, fmt.Errorf("%s: %q searched by %+v: %w", path, data, s, err)
		}
		var vectors []float32
		for row := range rows {
			vectors = append(vectors, float32(row), 0)
		}
		index, err := vector.NewFlat(2, vectors)
		*opened = append(*opened, index)
		return index, err
	}}, opened
}
