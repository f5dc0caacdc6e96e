package main

import (
	"context"
	"path/filepath"
	"time"

	"shopfyp.dev/shared/embed/onnx"
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
	ours, theirs, err := b.compare(
		func(int) (float64, error) { return medianEncoding(ctx, model, corpus.ShortQueries) },
		func(int) (float64, error) {
			var got struct{ Seconds stats.Sample }
			err := python.Ask(map[string]any{"op": "queries", "texts": corpus.ShortQueries}, &got)
			return 1000 * got.Seconds.Median(), err
		})
	if err != nil {
		return nil, err
	}
	return []table.Row{
		comparison("p50 of a short query, one thread", "ms", ours, theirs, "Python, onnxruntime + tokenizers", table.RatioAtMost(1)),
	}, nil
}

// medianEncoding returns the median time to encode one of the texts, in milliseconds.
func medianEncoding(ctx context.Context, model *onnx.Embedder, texts []string) (float64, error) {
	var took stats.Sample
	for _, q := range texts {
		begun := time.Now()
		if _, err := model.EmbedQuery(ctx, q); err != nil {
			return 0, err
		}
		took = append(took, milliseconds(time.Since(begun)))
	}
	return took.Median(), nil
}

func milliseconds(d time.Duration) float64 { return 1000 * d.Seconds() }
