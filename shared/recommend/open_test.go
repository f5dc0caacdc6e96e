package recommend_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

func TestOpen(t *testing.T) {
	o, _ := recommendtest.Opener(recommendtest.Rows)
	v, err := o.Open(t.Context(), recommendtest.NewBuild(t, recommendtest.Rows))
	if err != nil {
		t.Fatal(err)
	}
	if v.Version != "v1" || v.Model != "fake" || v.Index.Len() != recommendtest.Rows {
		t.Errorf("view is version %s, model %s, %d rows", v.Version, v.Model, v.Index.Len())
	}
	if card, err := v.Cards.Card(2); err != nil || card.Title != "Product 2" {
		t.Errorf("card of row 2 = %+v, %v", card, err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Index.Search([]float32{0, 0}, 1); !errors.Is(err, vector.ErrClosed) {
		t.Errorf("after Close, Search of the index = %v, want ErrClosed", err)
	}
	if _, err := v.Cards.Card(0); err == nil {
		t.Error("after Close, the cards can be read")
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name        string
		rows, cards int
		change      func(*snapshot.Build)
		want        string
	}{
		{"another model", 3, 3, func(b *snapshot.Build) { b.Manifest.Model = "other" }, "made for model other of dimension 2, the encoder is fake of 2"},
		{"another dimension", 3, 3, func(b *snapshot.Build) { b.Manifest.Dim = 3 }, "made for model fake of dimension 3"},
		{"another count", 3, 3, func(b *snapshot.Build) { b.Manifest.Count = 4 }, "manifest says 4 rows of dimension 2, the index has 3 of 2, the cards 3"},
		{"fewer cards", 3, 2, func(*snapshot.Build) {}, "the cards 2"},
		{"fewer vectors", 2, 3, func(*snapshot.Build) {}, "the index has 2 of 2"},
		{"no index", 3, 3, func(b *snapshot.Build) { os.Remove(b.Path(snapshot.IndexFile)) }, "no such file"},
		{"no cards", 3, 3, func(b *snapshot.Build) { os.Remove(b.Path(snapshot.CardsFile)) }, "no such file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, opened := recommendtest.Opener(tt.rows)
			build := recommendtest.NewBuild(t, tt.cards)
			tt.change(&build)
			v, err := o.Open(t.Context(), build)
			if v != nil || err == nil || !strings.Contains(err.Error(), "snapshot v1: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("open = %v, %v, want an error that says %q", v, err, tt.want)
			}
			for _, index := range *opened {
				if _, err := index.Search([]float32{0, 0}, 1); !errors.Is(err, vector.ErrClosed) {
					t.Errorf("the index was left open")
				}
			}
		})
	}
}
