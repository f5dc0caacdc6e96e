package engine

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

const (
	maxCounted = 100             // products that are counted for a word or key that the companion does not have
	maxKnown   = 8192            // words and keys whose count is kept
	knownFor   = 1 * time.Minute // how long a count is kept
)

// knownWords keeps how many products have words that the companion does not have, for all requests of an instance.
type knownWords struct {
	counts *lru.Cache[string, countedAt]
	now    func() time.Time
}

type countedAt struct {
	n  int
	at time.Time
}

func newKnownWords(now func() time.Time) *knownWords {
	counts, err := lru.New[string, countedAt](maxKnown)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return &knownWords{counts, now}
}

// count returns the number that was counted for a word. ok is false if none is known.
func (k *knownWords) count(word string) (n int, ok bool) {
	c, ok := k.counts.Get(word)
	return c.n, ok && k.now().Sub(c.at) < knownFor
}

func (k *knownWords) keep(word string, n int) { k.counts.Add(word, countedAt{n, k.now()}) }
