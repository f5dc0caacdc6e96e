package main

import (
	"context"
	"errors"
	"net/url"

	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
	"shopfyp.dev/tools/internal/server"
)

const suggestRequests = 200 // in a round

// suggestions measures the answers to the letters that a shopper types one after the other.
func suggestions(ctx context.Context, b *bench, size int) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	srv, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.Close()) }()
	texts := beginnings(corpus.ShortQueries)
	var took stats.Sample
	for round := range b.rounds + 1 {
		p50, err := medianOf(suggestRequests, func(i int) error {
			text := texts[(round*suggestRequests+i)%len(texts)]
			_, err := server.Call(ctx, srv.client.http, "GET", srv.client.base+"/suggest?q="+url.QueryEscape(text), shopper(i), nil)
			return err
		})
		if err != nil {
			return nil, err
		}
		if round > 0 { // round 0 warms up
			took = append(took, p50)
		}
	}
	return []table.Row{{Figure: "p50 of suggestions", Unit: "ms", Ours: took.Summary(), Goal: table.AtMost(1)}}, nil
}

// beginnings returns the texts that shoppers have typed after each letter of their queries.
func beginnings(queries []string) (texts []string) {
	for _, q := range queries {
		for n := 1; n <= len(q); n++ {
			texts = append(texts, q[:n])
		}
	}
	return texts
}
