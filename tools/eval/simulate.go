package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	parse "shopfyp.dev/shared/query"
)

// The click model is position-based: a shopper looks at rank r with probability 1/r and opens a product that they look at
// with a probability that depends on its judgment (Craswell et al. 2008). A shopper also opens products without relevance.
const (
	shownResults  = 20
	fewestClients = 8   // shoppers of the rarest query
	mostClients   = 120 // shoppers of the most popular query
)

// opens returns the probability that a shopper opens a product that they look at.
func opens(gain float64) float64 {
	switch {
	case gain >= esciExact:
		return .6
	case gain >= .1: // substitute
		return .3
	case gain > 0: // complement
		return .15
	}
	return .05 // irrelevant or not judged
}

// simulate returns the histories of shoppers who each search for one of the queries and open what they are shown.
func simulate(ctx context.Context, rng *rand.Rand, e embed.Embedder, queries []query, shown [][]catalog.ID) ([][]interaction.Interaction, error) {
	var all [][]interaction.Interaction
	now := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for i, q := range queries {
		vector, err := e.EmbedQuery(ctx, parse.EmbeddingText(q.text))
		if err != nil {
			return nil, fmt.Errorf("query %q: %w", q.text, err)
		}
		// Log-uniform, because a few queries of a shop are popular and most are rare.
		shoppers := int(fewestClients * math.Pow(float64(mostClients)/fewestClients, rng.Float64()))
		for range shoppers {
			history := []interaction.Interaction{{Type: interaction.Search, Query: q.text, Vector: vector, Model: e.Model(), CreatedAt: now}}
			for r, id := range shown[i] {
				if rng.Float64() < opens(q.judged.Gain[string(id)])/float64(r+1) {
					history = append(history, interaction.Interaction{Type: interaction.Click, ProductID: id, CreatedAt: now.Add(time.Minute)})
				}
			}
			all = append(all, history)
		}
	}
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all, nil
}
