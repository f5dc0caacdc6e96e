package main

import (
	"context"
	"runtime"
	"strings"
	"time"

	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// encodeQueries measures what one shopper waits for: a short query, one thread.
func encodeQueries(ctx context.Context, b *bench, _ int) ([]table.Row, error) {
	model, err := b.model()
	if err != nil {
		return nil, err
	}
	python, err := b.encoderPeer()
	if err != nil {
		return nil, err
	}
	defer python.Close()
	ours, theirs, err := b.duel(
		func(int) (float64, error) { return medianQuery(ctx, model, queries) },
		func(int) (float64, error) {
			var got struct{ Seconds stats.Sample }
			err := python.Ask(map[string]any{"op": "queries", "texts": queries}, &got)
			return 1000 * got.Seconds.Median(), err
		})
	if err != nil {
		return nil, err
	}
	row := versus("p50 of a short query, one thread", "ms", ours, theirs, "Python, onnxruntime + tokenizers", table.RatioAtMost(1))
	allocations, err := allocationRow(ctx, model)
	return []table.Row{row, allocations}, err
}

// medianQuery returns the median time of the texts, in milliseconds.
func medianQuery(ctx context.Context, model *onnx.Embedder, texts []string) (float64, error) {
	var took stats.Sample
	for _, q := range texts {
		begun := time.Now()
		if _, err := model.EmbedQuery(ctx, q); err != nil {
			return 0, err
		}
		took = append(took, time.Since(begun).Seconds())
	}
	return 1000 * took.Median(), nil
}

// allocationRow compares the allocations of a long text with those of a short one.
func allocationRow(ctx context.Context, model *onnx.Embedder) (table.Row, error) {
	short, err := allocations(ctx, model, queries[0])
	if err != nil {
		return table.Row{}, err
	}
	long, err := allocations(ctx, model, strings.Repeat(queries[0]+" ", 100))
	ratio := stats.One(long / short)
	peer := stats.One(short)
	return table.Row{
		Figure: "allocations of a query of 200 words, beside one of 2", Ours: stats.One(long), Peer: &peer, PeerName: "for 2 words",
		Ratio: &ratio, Wanted: table.RatioAtMost(1),
	}, err
}

// allocations returns how often one encoding allocates.
func allocations(ctx context.Context, model *onnx.Embedder, text string) (float64, error) {
	const runs = 50
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		if _, err := model.EmbedQuery(ctx, text); err != nil {
			return 0, err
		}
	}
	runtime.ReadMemStats(&after)
	return float64((after.Mallocs - before.Mallocs) / runs), nil // whole: now and then the runtime allocates, too
}
