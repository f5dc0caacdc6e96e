package main

import (
	"context"

	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/demo"
)

// queries are what shoppers type: a few words.
var queries = []string{
	"bluetooth speaker", "running shoes", "usb c cable", "ben 10 toys", "coffee grinder", "winter jacket women", "gaming mouse",
	"baby monitor", "yoga mat", "desk lamp", "wireless earbuds", "kids backpack", "water bottle", "cast iron pan", "phone case",
	"garden hose", "dog bed", "board game for two", "electric toothbrush", "noise cancelling headphones", "led strip lights",
	"men's wallet", "protein powder", "air fryer", "acoustic guitar", "mechanical keyboard", "hiking boots", "face cream",
	"birthday card", "camping tent", "smart watch", "office chair", "rice cooker", "sunglasses", "travel pillow", "paint brushes",
	"drill bits", "monitor stand", "puzzle 1000 pieces", "green tea",
}

// demoTexts returns the demo catalogue's products as they are embedded.
func demoTexts() ([]string, error) {
	products, err := demo.Products()
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(products))
	for i := range products {
		texts[i] = products[i].Text()
	}
	return texts, nil
}

// demoSet embeds the demo catalogue and queries.
func (b *bench) demoSet(ctx context.Context) (*corpus.Set, error) {
	texts, err := demoTexts()
	if err != nil {
		return nil, err
	}
	model, err := b.model()
	if err != nil {
		return nil, err
	}
	s := &corpus.Set{Dim: model.Dim(), Titles: texts, QueryTexts: queries}
	vectors, err := embedAll(ctx, model, texts, cores())
	if err != nil {
		return nil, err
	}
	for _, v := range vectors {
		s.Vectors = append(s.Vectors, v...)
	}
	for _, q := range queries {
		v, err := model.EmbedQuery(ctx, q)
		if err != nil {
			return nil, err
		}
		s.Queries = append(s.Queries, v...)
	}
	return s, nil
}
