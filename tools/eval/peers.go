package main

import (
	"cmp"
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/tools/eval/internal/peers"
)

// A peer is a classical recommender that learns from the same log as the card.
type peer struct {
	name  string
	learn func(peers.Log) peers.Recommender
}

var allPeers = []peer{
	{"popularity", func(l peers.Log) peers.Recommender { return peers.NewPopularity(l) }},
	{"item-knn", func(l peers.Log) peers.Recommender { return peers.NewItemKNN(l) }},
	{"ease", func(l peers.Log) peers.Recommender { return peers.NewEASE(l, 100) }},
	{"als", func(l peers.Log) peers.Recommender { return peers.NewALS(l, 20) }},
}

// rowsOf returns the rows of products, without those that the view does not have.
func rowsOf(v *recommend.View, ids []catalog.ID) (rows []int) {
	for _, id := range ids {
		if row, ok := v.Cards.Row(id); ok {
			rows = append(rows, int(row))
		}
	}
	return rows
}

// askPeer scores what a peer recommends after each history. As on a card, it is no product of the history.
func (s *sessions) askPeer(v *recommend.View, p peer) (f cardFigures, err error) {
	log := peers.Log{Items: len(s.items)}
	for _, history := range s.log {
		log.Shoppers = append(log.Shoppers, rowsOf(v, history))
	}
	learned := p.learn(log)
	for _, x := range s.all {
		history := rowsOf(v, x.history)
		var products []recommend.Recommendation
		for _, row := range best(learned.Scores(history), history, depth) {
			products = append(products, recommend.Recommendation{Card: catalog.Card{ID: s.items[row].ID}})
		}
		if err := f.add(v, products, x.next); err != nil {
			return f, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return f, nil
}

// best returns the k items with the highest positive scores, without those of the history.
func best(scores []float64, history []int, k int) []int {
	var items []int
	for item, score := range scores {
		if score > 0 && !slices.Contains(history, item) {
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b int) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b)) })
	return items[:min(k, len(items))]
}
