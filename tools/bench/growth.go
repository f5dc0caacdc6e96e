package main

import (
	"context"
	"fmt"
	"time"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// growth says what grows with the catalogue, how fast, and why.
func growth(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	var opening, searching stats.Sample
	for round := range b.rounds {
		begun := time.Now()
		ix, err := b.open(s)
		if err != nil {
			return nil, err
		}
		opening = append(opening, 1000*time.Since(begun).Seconds())
		p50, err := medianSearch(ix, b.vectors, round*searchesPerRound)
		ix.Close()
		if err != nil {
			return nil, err
		}
		searching = append(searching, p50)
	}
	index, cards := float64(s.Bytes(snapshot.IndexFile)), float64(s.Bytes(snapshot.CardsFile))
	m := s.Manifest.Index
	return []table.Row{
		{Figure: "index, " + m.Type, Unit: "MB", Ours: stats.One(index / 1e6), Note: "The index and the cards grow with the products: so many bytes each."},
		{Figure: "index, of each product", Unit: "bytes", Ours: stats.One(index / float64(size)), Note: "From 10,000 products up vectors are kept in fewer bits."},
		{Figure: "cards, of each product", Unit: "bytes", Ours: stats.One(cards / float64(size))},
		{Figure: "opening the index", Unit: "ms", Ours: opening.Summary(), Note: "Opening reads tables of the lists, not the vectors."},
		{
			Figure: fmt.Sprintf("p50 of a search, nprobe %d, recall@10 %.4f", m.NProbe, m.RecallAt10), Unit: "ms", Ours: searching.Summary(),
			Note: "A search compares the query with the lists' centres and with the products of the nearest lists: both grow as the square root of the products.",
		},
	}, nil
}
