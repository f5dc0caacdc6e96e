package interaction_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
)

const ann = "ann" // a user

// newProducts returns a catalog with products p0, p1, … that have the given titles.
func newProducts(t *testing.T, titles ...string) *catalog.Memory {
	t.Helper()
	store := catalog.NewMemory()
	for i, title := range titles {
		p := catalog.Product{ID: catalog.ID("p" + string(rune('0'+i))), Title: title}
		if _, err := store.Put(t.Context(), []catalog.Product{p}); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// countingEmbedder counts the texts it embeds.
type countingEmbedder struct {
	*embed.Fake
	texts int
}

func (e *countingEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	e.texts++
	return e.Fake.EmbedQuery(ctx, text)
}

func (e *countingEmbedder) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	e.texts++
	return e.Fake.EmbedDocument(ctx, text)
}

func TestVectorize(t *testing.T) {
	tests := []struct {
		name     string
		x        interaction.Interaction
		embedded int // number of texts
	}{
		{"search", interaction.Interaction{Type: interaction.Search, Query: "lamp"}, 1},
		{"corrected search", interaction.Interaction{Type: interaction.Search, Query: "lmap", Corrected: "lamp"}, 1},
		{"click", interaction.Interaction{Type: interaction.Click, ProductID: "p0"}, 1},
		{"dismissal", interaction.Interaction{Type: interaction.Dismiss, ProductID: "p0"}, 0},
		{"another model's vector", interaction.Interaction{Type: interaction.Search, Query: "lamp", Vector: []float32{1}, Model: "old"}, 1},
		{"unknown product", interaction.Interaction{Type: interaction.Click, ProductID: "nope"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, log := &countingEmbedder{Fake: embed.NewFake(64)}, interaction.NewMemory(time.Now)
			z := interaction.NewVectorizer(e, newProducts(t, "desk lamp"), log)
			id, err := log.Append(t.Context(), ann, tt.x)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // an event may arrive more than once
				if err := z.Vectorize(t.Context(), ann, id); err != nil {
					t.Fatalf("Vectorize(%+v): %v", tt.x, err)
				}
			}
			x, err := log.Get(t.Context(), ann, id)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(x.Vector) == 64 && x.Model == e.Model(); got != (tt.embedded > 0) {
				t.Errorf("Vectorize left %d elements of model %q, want a vector: %t", len(x.Vector), x.Model, tt.embedded > 0)
			}
			if e.texts != tt.embedded {
				t.Errorf("Vectorize embedded %d texts, want %d", e.texts, tt.embedded)
			}
		})
	}
}

func TestVectorizeIgnoresARemovedInteraction(t *testing.T) {
	log := interaction.NewMemory(time.Now)
	z := interaction.NewVectorizer(embed.NewFake(64), newProducts(t, "desk lamp"), log)
	id := appendSearch(t, log, ann, "lamp")
	if err := log.Delete(t.Context(), ann, id); err != nil {
		t.Fatal(err)
	}
	if err := z.Vectorize(t.Context(), ann, id); err != nil {
		t.Errorf("Vectorize of a removed interaction = %v, want nil", err)
	}
	if _, err := log.Get(t.Context(), ann, id); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("Get = %v, want ErrNotFound", err)
	}
}
