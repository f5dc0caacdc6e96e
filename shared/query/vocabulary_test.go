package query_test

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/query"
)

func TestVocabulary(t *testing.T) {
	words := query.Vocabulary()
	for _, w := range []string{"without", "husband", "mum", "burgundy", "under", "euros"} {
		if !slices.Contains(words, w) {
			t.Errorf("Vocabulary() does not contain %q", w)
		}
	}
}
