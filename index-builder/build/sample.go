package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
)

// sampleSize is the number of products in a sample.
const sampleSize = 300

// sampleQueries returns the vectors of search texts for a sample of products. The sample contains no clicks, because a
// search by a product's own vector is easier than a search by text. The same products give the same sample.
func (b *Builder) sampleQueries(ctx context.Context, s *shop) ([][]float32, error) {
	rng := rand.New(rand.NewPCG(uint64(len(s.items)), 1))
	n := min(sampleSize, len(s.items))
	var queries [][]float32
	for _, i := range rng.Perm(len(s.items))[:n] {
		p, err := s.spool.product(i)
		if err != nil {
			return nil, err
		}
		q, err := b.Embedder.EmbedQuery(ctx, searchText(rng, p.Title))
		if err != nil {
			return nil, fmt.Errorf("embed sample query: %w", err)
		}
		queries = append(queries, q)
	}
	return queries, nil
}

// queryTemplates are templates of search texts. Half of them are just a product name, and half are sentences. The vectors
// of sentences lie outside the distribution of product vectors, so their neighbors are spread over many lists. An index
// tuned only for names has a low recall for sentences. An index tuned only for sentences is slow (docs/decisions/0012).
var queryTemplates = []string{
	"%s", "%s for my son who is ten",
	"%s", "i am looking for %s",
	"%s", "a good but cheap %s under 30 dollars",
}

// searchText returns a search text that contains the first words of a product title.
func searchText(rng *rand.Rand, title string) string {
	words := strings.Fields(title)
	name := strings.Join(words[:min(len(words), 2+rng.IntN(4))], " ")
	return fmt.Sprintf(queryTemplates[rng.IntN(len(queryTemplates))], name)
}
