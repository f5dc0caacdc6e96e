package recommend_test

import (
	"errors"
	"testing"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

func TestVectorize(t *testing.T) {
	tests := []struct {
		name string
		x    interaction.Interaction
		want bool // a vector
	}{
		{"search", interaction.Interaction{Type: interaction.Search, Query: "lamp"}, true},
		{"click", interaction.Interaction{Type: interaction.Click, ProductID: "p0"}, true},
		{"dismissal", interaction.Interaction{Type: interaction.Dismiss, ProductID: "p0"}, true},
		{"another model's vector is replaced", interaction.Interaction{Type: interaction.Search, Query: "lamp", Vector: []float32{1}, Model: "old"}, true},
		{"unknown product", interaction.Interaction{Type: interaction.Click, ProductID: "nope"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop(t, "desk lamp")
			z := recommend.NewVectorizer(s.embedder, s.store, s.log)
			id, err := s.log.Append(t.Context(), ann, tt.x)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // events come at least once
				if err := z.Vectorize(t.Context(), ann, id); err != nil {
					t.Fatalf("Vectorize(%+v): %v", tt.x, err)
				}
			}
			x, err := s.log.Get(t.Context(), ann, id)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(x.Vector) == 64 && x.Model == s.embedder.Model(); got != tt.want {
				t.Errorf("vector of %d elements of model %q, want one: %v", len(x.Vector), x.Model, tt.want)
			}
		})
	}
}

func TestVectorizeDoesNotBringBackWhatWasRemoved(t *testing.T) {
	s := newShop(t, "desk lamp")
	z := recommend.NewVectorizer(s.embedder, s.store, s.log)
	id, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Search, Query: "lamp"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.log.Delete(t.Context(), ann, id); err != nil {
		t.Fatal(err)
	}
	if err := z.Vectorize(t.Context(), ann, id); err != nil {
		t.Errorf("Vectorize of a removed interaction: %v, want nil", err)
	}
	if _, err := s.log.Get(t.Context(), ann, id); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("Get = %v, want ErrNotFound", err)
	}
}
