package recommend_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/spelling"
	"shopfyp.dev/shared/vector"
)

func TestOpen(t *testing.T) {
	o, _ := recommendtest.Opener(recommendtest.Rows)
	v, err := o.Open(t.Context(), recommendtest.NewSnapshot(t, recommendtest.Rows))
	if err != nil {
		t.Fatal(err)
	}
	if v.Version != "v1" || v.Model != "fake" || v.Index.Len() != recommendtest.Rows {
		t.Errorf("view has version %s, model %s, %d rows", v.Version, v.Model, v.Index.Len())
	}
	if card, err := v.Cards.Card(2); err != nil || card.Title != "Product 2" {
		t.Errorf("card of row 2 = %+v, %v, want Product 2", card, err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Index.Search([]float32{0, 0}, 1); !errors.Is(err, vector.ErrClosed) {
		t.Errorf("after Close, Search of the index = %v, want ErrClosed", err)
	}
	if _, err := v.Cards.Card(0); err == nil {
		t.Error("Card after Close returned no error")
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name        string
		rows, cards int
		change      func(*snapshot.Local)
		want        string
	}{
		{"another model", 3, 3, func(b *snapshot.Local) { b.Manifest.Model = "other" }, "made for model other of dimension 2, the encoder is fake of dimension 2"},
		{"another dimension", 3, 3, func(b *snapshot.Local) { b.Manifest.Dim = 3 }, "made for model fake of dimension 3"},
		{"another count", 3, 3, func(b *snapshot.Local) { b.Manifest.Count = 4 }, "manifest has 4 rows of dimension 2, index has 3 of 2, card file has 3"},
		{"fewer cards", 3, 2, func(*snapshot.Local) {}, "card file has 2"},
		{"fewer vectors", 2, 3, func(*snapshot.Local) {}, "index has 2 of 2"},
		{"no index", 3, 3, func(b *snapshot.Local) { os.Remove(b.Path(snapshot.IndexFile)) }, "no such file"},
		{"no cards", 3, 3, func(b *snapshot.Local) { os.Remove(b.Path(snapshot.CardsFile)) }, "no such file"},
		{"missing lexical file", 3, 3, func(b *snapshot.Local) { addLexicon(t, b, 0) }, "no such file"},
		{"fewer rows in the lexical file", 3, 3, func(b *snapshot.Local) { addLexicon(t, b, 2) }, "lexical file has 2"},
		{"damaged lexical file", 3, 3, func(b *snapshot.Local) {
			addLexicon(t, b, 3)
			if err := os.Truncate(b.Path(snapshot.LexicalFile), 100); err != nil {
				t.Fatal(err)
			}
		}, "its header says"},
		{"missing related-products file", 3, 3, func(b *snapshot.Local) { addRelated(t, b, 0) }, "no such file"},
		{"fewer rows in the related-products file", 3, 3, func(b *snapshot.Local) { addRelated(t, b, 2) }, "related-products file has 2"},
		{"damaged related-products file", 3, 3, func(b *snapshot.Local) {
			addRelated(t, b, 3)
			if err := os.Truncate(b.Path(snapshot.RelatedFile), 60); err != nil {
				t.Fatal(err)
			}
		}, "its header says"},
		{"missing spelling file", 3, 3, func(b *snapshot.Local) {
			b.Manifest.Files = append(b.Manifest.Files, snapshot.File{Name: snapshot.SpellingFile})
		}, "no such file"},
		{"damaged spelling file", 3, 3, func(b *snapshot.Local) {
			addSpelling(t, b)
			if err := os.Truncate(b.Path(snapshot.SpellingFile), 60); err != nil {
				t.Fatal(err)
			}
		}, "its header says"},
		{"missing suggestions file", 3, 3, func(b *snapshot.Local) {
			b.Manifest.Files = append(b.Manifest.Files, snapshot.File{Name: snapshot.SuggestFile})
		}, "no such file"},
		{"damaged suggestions file", 3, 3, func(b *snapshot.Local) {
			b.Manifest.Files = append(b.Manifest.Files, snapshot.File{Name: snapshot.SuggestFile})
			if err := os.WriteFile(b.Path(snapshot.SuggestFile), make([]byte, 200), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "not a suggestions file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, opened := recommendtest.Opener(tt.rows)
			local := recommendtest.NewSnapshot(t, tt.cards)
			tt.change(&local)
			v, err := o.Open(t.Context(), local)
			if v != nil || err == nil || !strings.Contains(err.Error(), "snapshot v1: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Open = %v, %v, want an error containing %q", v, err, tt.want)
			}
			for _, index := range *opened {
				if _, err := index.Search([]float32{0, 0}, 1); !errors.Is(err, vector.ErrClosed) {
					t.Errorf("Open left the index open")
				}
			}
		})
	}
}

// addLexicon adds a lexical file to the manifest and, if rows > 0, writes it.
func addLexicon(t *testing.T, b *snapshot.Local, rows int) {
	t.Helper()
	b.Manifest.Files = append(b.Manifest.Files, snapshot.File{Name: snapshot.LexicalFile})
	if rows == 0 {
		return
	}
	doc := func(row int) (lexical.Document, error) {
		return lexical.Document{Title: fmt.Sprintf("Product %d", row)}, nil
	}
	if err := lexical.Write(b.Path(snapshot.LexicalFile), rows, doc); err != nil {
		t.Fatal(err)
	}
}

// addRelated adds a related-products file to the manifest and, if rows > 0, writes it.
func addRelated(t *testing.T, b *snapshot.Local, rows int) {
	t.Helper()
	b.Manifest.Files = append(b.Manifest.Files, snapshot.File{Name: snapshot.RelatedFile})
	if rows == 0 {
		return
	}
	products := make([][]related.Product, rows)
	products[0] = []related.Product{{Row: 1, Weight: .5}}
	if err := related.Write(b.Path(snapshot.RelatedFile), products, 2); err != nil {
		t.Fatal(err)
	}
}

// addSpelling adds a spelling file to the manifest and writes it.
func addSpelling(t *testing.T, b *snapshot.Local) {
	t.Helper()
	b.Manifest.Files = append(b.Manifest.Files, snapshot.File{Name: snapshot.SpellingFile})
	v := spelling.NewVocabulary()
	v.AddProduct("Product")
	if err := v.Write(b.Path(snapshot.SpellingFile)); err != nil {
		t.Fatal(err)
	}
}

func TestOpenSpelling(t *testing.T) {
	o, _ := recommendtest.Opener(recommendtest.Rows)
	local := recommendtest.NewSnapshot(t, recommendtest.Rows)
	without, err := o.Open(t.Context(), local)
	if err != nil || without.Speller != nil {
		t.Fatalf("Open without a spelling file = %v, %v, want no speller", without, err)
	}
	defer without.Close()
	addSpelling(t, &local)
	v, err := o.Open(t.Context(), local)
	if err != nil || v.Speller == nil {
		t.Fatalf("Open = %v, %v, want a speller", v, err)
	}
	if err := v.Close(); err != nil || v.Speller.Products() != 0 {
		t.Errorf("Close = %v, and the speller has %d products, want it closed", err, v.Speller.Products())
	}
}

func TestOpenRelated(t *testing.T) {
	o, _ := recommendtest.Opener(recommendtest.Rows)
	local := recommendtest.NewSnapshot(t, recommendtest.Rows)
	without, err := o.Open(t.Context(), local)
	if err != nil || without.Related != nil {
		t.Fatalf("Open without a related-products file = %v, %v, want no related products", without, err)
	}
	addRelated(t, &local, recommendtest.Rows)
	with, err := o.Open(t.Context(), local)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := with.Related.Products(0); err != nil || len(p) != 1 || p[0].Row != 1 || with.Related.Weight() != 2 {
		t.Errorf("related products of row 0 = %v, %v, want row 1", p, err)
	}
	if err := errors.Join(without.Close(), with.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := with.Related.Products(0); !errors.Is(err, related.ErrClosed) {
		t.Errorf("after Close, Products = %v, want ErrClosed", err)
	}
}

// TestOpenLexicon opens snapshots with and without a lexical file. Old snapshots have none.
func TestOpenLexicon(t *testing.T) {
	o, _ := recommendtest.Opener(recommendtest.Rows)
	for _, rows := range []int{0, recommendtest.Rows} {
		local := recommendtest.NewSnapshot(t, recommendtest.Rows)
		local.Manifest.Currency = "GBP"
		if rows > 0 {
			addLexicon(t, &local, rows)
		}
		v, err := o.Open(t.Context(), local)
		if err != nil {
			t.Fatal(err)
		}
		if (v.Lexicon != nil) != (rows > 0) || v.Currency != "GBP" {
			t.Errorf("snapshot with %d lexical rows: lexicon %v, currency %q, want GBP", rows, v.Lexicon, v.Currency)
		}
		words := v.Lexicon
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		if words != nil {
			if _, err := words.NewQuery("product"); !errors.Is(err, lexical.ErrClosed) {
				t.Errorf("after Close, NewQuery = %v, want ErrClosed", err)
			}
		}
	}
}
