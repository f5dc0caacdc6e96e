package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
)

// sampleSize is how many products are asked for.
const sampleSize = 300

// sampleQueries returns vectors like the hardest that the index will be asked with: what shoppers type. A
// product's own vector, which a click asks with, is easier. The sample is the same for the same catalogue.
func (b *Builder) sampleQueries(ctx context.Context, s *shop) ([][]float32, error) {
	rng := rand.New(rand.NewPCG(uint64(len(s.items)), 1))
	n := min(sampleSize, len(s.items))
	var queries [][]float32
	for _, i := range rng.Perm(len(s.items))[:n] {
		q, err := b.Embedder.EmbedQuery(ctx, phrase(rng, s.items[i].title))
		if err != nil {
			return nil, fmt.Errorf("embed sample query: %w", err)
		}
		queries = append(queries, q)
	}
	return queries, nil
}

// How people ask for a thing: half by its name alone, half in a sentence. Sentences lie outside the cloud
// that products form, and their neighbours are spread over many lists: tuned on names, a search finds too
// little for people; tuned on sentences, it works hard for nothing (docs/decisions/0012).
var phrases = []string{
	"%s", "%s for my son who is ten",
	"%s", "i am looking for %s",
	"%s", "a good but cheap %s under 30 dollars",
}

// phrase asks for a product as a person would: by the beginning of its title, in a sentence.
func phrase(rng *rand.Rand, title string) string {
	words := strings.Fields(title)
	said := strings.Join(words[:min(len(words), 2+rng.IntN(4))], " ")
	return fmt.Sprintf(phrases[rng.IntN(len(phrases))], said)
}
