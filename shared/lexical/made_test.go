package lexical_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
)

// vocabulary is the number of words in random documents. Word frequencies follow Zipf's law, as in natural language.
const vocabulary = 200_000

func zipf(rng *rand.Rand) *rand.Zipf { return rand.NewZipf(rng, 1.07, 20, vocabulary-1) }

// made returns n random documents, about as long as real product data.
func made(n int, seed uint64) []lexical.Document {
	rng := rand.New(rand.NewPCG(seed, seed))
	words := zipf(rng)
	docs := make([]lexical.Document, n)
	for i := range docs {
		docs[i] = lexical.Document{
			Title: sentence(words, 4+rng.IntN(16)), Brand: fmt.Sprintf("brand%d", rng.IntN(997)),
			Category: []string{fmt.Sprintf("department%d", rng.IntN(12)), fmt.Sprintf("aisle%d", rng.IntN(240))},
			Price:    catalog.Money{Amount: int64(rng.IntN(20_000)), Currency: "EUR"},
		}
	}
	return docs
}

func sentence(dist *rand.Zipf, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", dist.Uint64())
	}
	return strings.Join(words, " ")
}

// phrase returns a random query of two to seven words.
func phrase(rng *rand.Rand) string { return sentence(zipf(rng), 2+rng.IntN(6)) }
