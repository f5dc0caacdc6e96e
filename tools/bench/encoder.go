package main

import (
	"context"
	"path/filepath"
	"time"

	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// encodeQueries compares encoding a short query on one thread with the same model in Python.
func encodeQueries(ctx context.Context, b *bench, _ int) ([]table.Row, error) {
	model, err := b.model()
	if err != nil {
		return nil, err
	}
	python, err := b.peer("encoder.py", filepath.Join(b.native, "model"))
	if err != nil {
		return nil, err
	}
	defer python.Close()
	ours, theirs, err := compare(b,
		func(int) (float64, error) {
			return medianTime(len(corpus.ShortQueries), func(i int) error {
				_, err := model.EmbedQuery(ctx, corpus.ShortQueries[i])
				return err
			})
		},
		func(int) (float64, error) {
			return medianAnswer(python, map[string]any{"op": "queries", "texts": corpus.ShortQueries})
		})
	if err != nil {
		return nil, err
	}
	return []table.Row{
		comparison("p50 of a short query, one thread", "ms", ours, theirs, "Python, onnxruntime + tokenizers", table.RatioAtMost(1)),
	}, nil
}

// medianTime returns the median time of n calls, in milliseconds.
func medianTime(n int, call func(i int) error) (float64, error) {
	took := make(stats.Sample, n)
	for i := range n {
		begun := time.Now()
		if err := call(i); err != nil {
			return 0, err
		}
		took[i] = milliseconds(time.Since(begun))
	}
	return took.Median(), nil
}

func milliseconds(d time.Duration) float64 { return 1000 * d.Seconds() }
