package main

import (
	"context"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/load"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/firestoredb"
)

// openEngine returns the search engine that a Config names. It is nil in binaries without its client, which is large: see
// milvus.go.
var openEngine func(Config) (load.Engine, error)

// newLoader returns the loader of the search engine, with the builder's stores.
func newLoader(b *build.Builder, c Config, db *firestore.Client) (*load.Loader, error) {
	to, err := openEngine(c)
	if err != nil {
		return nil, fmt.Errorf("INDEX: %w", err)
	}
	return &load.Loader{
		Engine: to, Address: c.Index, Products: b.Products, Embeddings: b.Embeddings, Changes: firestoredb.NewChanges(db),
		Embedder: b.Embedder, Bucket: b.Bucket, Workers: c.Workers, Companion: c.Companion, Full: c.Full,
		AllowShrink: c.AllowShrink, Now: time.Now, Progress: b.Progress, Logger: b.Logger,
	}, nil
}

// runEngineTask loads the search engine and then builds the companion, alone or as one of several Cloud Run tasks. Each
// task of several loads its range of the catalog. The last one to finish does the rest.
func runEngineTask(ctx context.Context, l *load.Loader, b *build.Builder, c Config, s build.Shard) (done result) {
	if c.TaskCount == 1 {
		r, chosen, resampled, err := l.Run(ctx)
		return buildCompanion(ctx, l, b, r, &chosen, resampled, r.Embedded, err)
	}
	var mine load.Report
	last, err := b.Share(ctx, s, func(ctx context.Context, part catalog.Range) (err error) {
		mine, err = l.Share(ctx, s, part)
		return err
	})
	if err != nil || !last {
		return result{Report: build.Report{Embedded: mine.Embedded}, err: err}
	}
	r, chosen, resampled, err := l.Finish(ctx, s)
	return buildCompanion(ctx, l, b, r, &chosen, resampled, mine.Embedded, err)
}

// buildCompanion builds the companion, unless the load failed. embedded is the number of products that this task embedded
// during the load.
func buildCompanion(ctx context.Context, l *load.Loader, b *build.Builder, r load.Report, chosen *load.Sample, resampled bool, embedded int, err error) result {
	if err != nil {
		return result{err: err}
	}
	report, err := companion(b, l, chosen, resampled).Run(ctx)
	report.Embedded += embedded
	return result{Report: report, merged: true, err: err, loaded: &r}
}

// companion returns a builder of the snapshot beside the search engine. The loader has checked the catalog, so a sample
// may have fewer products than the snapshot before.
func companion(b *build.Builder, l *load.Loader, chosen *load.Sample, resampled bool) *build.Builder {
	of := *b
	of.Products, of.Embeddings, of.Changes = chosen.Products(b.Products), chosen.Embeddings(b.Embeddings), chosen.Changes(l.Changes)
	of.Full = b.Full || resampled
	of.AllowShrink = b.AllowShrink || !chosen.All
	return &of
}
