package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// changedOf is how many products there are to each that has changed.
const changedOf = 100

// rebuild measures the builder after one product in a hundred has changed, beside a first build, which embeds all.
func rebuild(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	dir, err := b.temporary("rebuild")
	if err != nil {
		return nil, err
	}
	first, _, err := b.timedBuild(ctx, s.Catalogue, dir)
	if err != nil {
		return nil, fmt.Errorf("first build: %w", err)
	}
	embedding, err := b.embeddingTime(ctx, s.Catalogue, size)
	if err != nil {
		return nil, err
	}
	changed := shop.NewChanged(s.Catalogue, changedOf)
	again, report, err := b.timedBuild(ctx, changed, dir)
	if err != nil {
		return nil, fmt.Errorf("rebuild: %w", err)
	}
	if report.Embedded != changed.Changes() {
		return nil, fmt.Errorf("%d products embedded, %d had changed", report.Embedded, changed.Changes())
	}
	same, err := b.sameAsFull(ctx, changed, report.Manifest)
	if err != nil {
		return nil, err
	}
	row := versus("rebuild after 1 % changed", "s", stats.Sample{again}, stats.Sample{first + embedding}, "a first build", table.RatioAtMost(.15))
	row.Note = fmt.Sprintf("The first build is %.1f s with vectors given and, as %d products embedded now took, %.0f s to embed all.", first, sampled, embedding)
	return []table.Row{row, {Figure: "files other than a full build's", Ours: stats.One(same), Wanted: table.AtMost(0).AnyMachine()}}, nil
}

// timedBuild runs the builder over a source into the bucket in dir.
func (b *bench) timedBuild(ctx context.Context, s shop.Source, dir string) (float64, build.Report, error) {
	model, err := b.model()
	if err != nil {
		return 0, build.Report{}, err
	}
	builder, err := shop.Builder(b.shopConfig(), s, model, dir)
	if err != nil {
		return 0, build.Report{}, err
	}
	begun := time.Now()
	report, err := builder.Run(ctx)
	return time.Since(begun).Seconds(), report, err
}

// sampled is how many products are embedded to say how long all take.
const sampled = 400

// embeddingTime returns the seconds that embedding all products takes on all cores, going by some.
func (b *bench) embeddingTime(ctx context.Context, c *shop.Catalogue, size int) (float64, error) {
	model, err := b.model()
	if err != nil {
		return 0, err
	}
	texts := make([]string, sampled)
	for i := range texts {
		p := c.Product(i * size / sampled)
		texts[i] = p.Text()
	}
	_, rate, err := rateOf(ctx, model, texts, cores())
	return float64(size) / rate, err
}

// sameAsFull builds the catalogue from nothing but its vectors, and returns how many files differ from a manifest's.
func (b *bench) sameAsFull(ctx context.Context, s shop.Source, m snapshot.Manifest) (float64, error) {
	dir, err := b.temporary("full")
	if err != nil {
		return 0, err
	}
	_, full, err := b.timedBuild(ctx, s, dir)
	if err != nil {
		return 0, fmt.Errorf("full build: %w", err)
	}
	differ := 0
	for _, f := range full.Manifest.Files {
		if !slices.Contains(m.Files, f) {
			differ++
		}
	}
	return float64(differ), nil
}
