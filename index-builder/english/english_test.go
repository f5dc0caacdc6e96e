package english_test

import (
	"slices"
	"testing"

	"shopfyp.dev/index-builder/english"
)

func TestWords(t *testing.T) {
	words, err := english.Words()
	if err != nil {
		t.Fatal(err)
	}
	if len(words) < 70_000 || !slices.IsSorted(words) {
		t.Errorf("Words() has %d words, sorted %v, want more than 70,000 in alphabetical order", len(words), slices.IsSorted(words))
	}
	for _, w := range []string{"projector", "flax", "vegan", "dont", "theyre", "chanel"} {
		if _, ok := slices.BinarySearch(words, w); !ok {
			t.Errorf("Words() lacks %q", w)
		}
	}
	for _, w := range []string{"wster", "sneekers", "hight", "bottle's"} {
		if _, ok := slices.BinarySearch(words, w); ok {
			t.Errorf("Words() has %q", w)
		}
	}
}
