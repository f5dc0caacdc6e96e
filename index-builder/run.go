package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"time"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/storage"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/build/faissindex"
	"shopfyp.dev/shared/cloudlog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/progress"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector/faiss"
)

// run wires a Builder from the environment, runs it once and says on out what it did.
// Another builder that was quicker is no error: the index is up to date.
func run(ctx context.Context, env lookup, out io.Writer) error {
	c, err := parseConfig(ctx, env)
	if err != nil {
		return err
	}
	logger := slog.New(cloudlog.NewJSON(out, slog.LevelInfo))
	measured, err := c.telemetry(ctx, logger)
	if err != nil {
		return err
	}
	defer measured.Close()
	db, err := firestore.NewClient(ctx, c.Project)
	if err != nil {
		return err
	}
	defer db.Close()
	gcs, err := storage.NewClient(ctx)
	if err != nil {
		return err
	}
	defer gcs.Close()
	embedder, err := onnx.Open(onnx.In(c.NativeDir))
	if err != nil {
		return err
	}
	defer embedder.Close()
	lib, err := faiss.Load(filepath.Join(c.NativeDir, "lib"))
	if err != nil {
		return err
	}
	bar := progress.New(out)
	defer bar.Done()
	b := &build.Builder{
		Products:    firestoredb.NewProducts(db),
		Embeddings:  firestoredb.NewEmbeddings(db),
		Embedder:    embedder,
		Indexer:     faissindex.Indexer{Library: lib},
		Bucket:      gcsbucket.New(gcs, c.Bucket),
		Workers:     c.Workers,
		AllowShrink: c.AllowShrink,
		Now:         time.Now,
		Progress:    bar.Update,
		Logger:      logger,
	}
	if c.HistoryClicks > 0 {
		b.Histories = firestoredb.NewHistories(db, c.HistoryClicks)
	}
	start := time.Now()
	report, merged, err := runTask(ctx, b, c, db)
	bar.Done()
	c.tell(ctx, out, logger, measured, result{report, merged, err, time.Since(start)})
	if errors.Is(err, snapshot.ErrRaced) {
		return nil
	}
	return err
}

// runTask runs b alone, or as one of the tasks that Cloud Run says there are.
func runTask(ctx context.Context, b *build.Builder, c Config, db *firestore.Client) (r build.Report, merged bool, err error) {
	if c.TaskCount == 1 {
		r, err = b.Run(ctx)
		return r, true, err
	}
	return b.RunShard(ctx, build.Shard{
		Run: c.Execution, Index: c.TaskIndex, Count: c.TaskCount,
		Products: firestoredb.NewProducts(db), Embeddings: firestoredb.NewEmbeddings(db),
	})
}

// summarise says in a line or two what a build did.
func summarise(out io.Writer, r build.Report, took time.Duration) {
	m := r.Manifest
	if !r.Published {
		fmt.Fprintf(out, "index %s holds all %d products as they are: nothing to do\n", m.Version, r.Products)
		return
	}
	fmt.Fprintf(out, "index %s published in %.1f s: %d products, %d embedded now, %s, recall@10 %.4f\n",
		m.Version, took.Seconds(), r.Products, r.Embedded, m.Index.Type, m.Index.RecallAt10)
}
