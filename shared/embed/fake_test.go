package embed_test

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/embedtest"
)

func TestFake(t *testing.T) {
	embedtest.TestEmbedder(t, func(*testing.T) embed.Embedder { return embed.NewFake(64) })
}

func TestFakeWithOneDimension(t *testing.T) {
	v, err := embed.NewFake(1).EmbedQuery(t.Context(), "bluetooth speaker")
	if err != nil || !slices.Equal(v, []float32{1}) {
		t.Errorf("EmbedQuery = %v, %v, want [1]", v, err)
	}
}

func TestFakeCountsWords(t *testing.T) {
	f := embed.NewFake(64)
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"capitals", "Bluetooth SPEAKER", "bluetooth speaker", true},
		{"punctuation", "bluetooth-speaker!", "bluetooth speaker", true},
		{"order", "speaker bluetooth", "bluetooth speaker", true},
		{"plural", "speakers", "speaker", true},
		{"double s is not a plural", "dress", "dres", false},
		{"short words keep their s", "gas", "ga", false},
		{"different words", "garden hose", "bluetooth speaker", false},
		{"repetition counts", "hose hose garden", "hose garden", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, errA := f.EmbedDocument(t.Context(), c.a)
			b, errB := f.EmbedQuery(t.Context(), c.b)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			if slices.Equal(a, b) != c.same {
				t.Errorf("vectors of %q and %q equal = %v, want %v", c.a, c.b, !c.same, c.same)
			}
		})
	}
}

func TestNewFakePanicsWithoutDimensions(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("NewFake(0) does not panic")
		}
	}()
	embed.NewFake(0)
}
