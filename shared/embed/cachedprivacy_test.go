package embed

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

// The cache must hold only the hash and the vector of a query, so that its text does not stay in memory.
func TestCachedHoldsNoTexts(t *testing.T) {
	const query = "a present for grandmother"
	c, err := NewCached(NewFake(64), 10)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.EmbedQuery(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	keys := c.vectors.Keys()
	if len(keys) != 1 || keys[0] != sha256.Sum256([]byte(query)) {
		t.Errorf("cache has keys %v, want the hash of the query", keys)
	}
	for _, word := range strings.Fields(query) {
		if held := fmt.Sprintf("%s %s", c.vectors.Keys(), fmt.Sprint(c.vectors.Values())); strings.Contains(held, word) {
			t.Errorf("the cache holds the word %q", word)
		}
	}
}
