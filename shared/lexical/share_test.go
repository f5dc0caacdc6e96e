package lexical_test

import (
	"fmt"
	"testing"

	"shopfyp.dev/shared/lexical"
)

func TestHasWord(t *testing.T) {
	ix := open(t, titles("Water bottles", "Café crème")...)
	for word, want := range map[string]bool{"bottle": true, "Bottles": true, "cafe": true, "crème": true, "botle": false, "the": false, "": false} {
		if got := ix.HasWord(word); got != want {
			t.Errorf("HasWord(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	var all []string
	for i := range 70_000 { // two segments
		switch {
		case i%4 == 0:
			all = append(all, fmt.Sprintf("water bottle %d", i))
		case i%2 == 0:
			all = append(all, "gripe water")
		default:
			all = append(all, "gas bottle")
		}
	}
	ix := open(t, titles(all...)...)
	tests := []struct {
		word, other string
		want        float64
	}{
		{"gripe", "water", 1},
		{"bottle", "gripe", 0},
		{"bottles", "gas", 2. / 3},
		{"water", "unknown", -1},
		{"unknown", "water", -1},
	}
	for _, tt := range tests {
		if got := ix.Share(tt.word, tt.other); got < tt.want-.15 || got > tt.want+.15 {
			t.Errorf("Share(%q, %q) = %v, want about %v", tt.word, tt.other, got, tt.want)
		}
	}
	if got := ix.Share("gripe", "water"); got != 1 {
		t.Errorf("Share of words that always occur in the same rows = %v, want 1", got)
	}
}

func TestShareAfterClose(t *testing.T) {
	var ix lexical.Index
	if ix.HasWord("water") || ix.Share("water", "bottle") != -1 {
		t.Error("a closed index has words")
	}
}
