package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/storage"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/build/faissindex"
	"shopfyp.dev/index-builder/english"
	"shopfyp.dev/shared/cloudlog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/progress"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector/faiss"
)

// run configures a Builder from the environment, runs it once and reports the result on out.
// It returns nil if another builder published first, because the snapshot is then up to date.
func run(ctx context.Context, env lookup, out io.Writer) error {
	c, err := parseConfig(ctx, env)
	if err != nil {
		return err
	}
	logger := c.newLogger(out)
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
	words, err := english.Words()
	if err != nil {
		return err
	}
	bar := progress.New(out)
	defer bar.Done()
	b := &build.Builder{
		Products:    firestoredb.NewProducts(db),
		Embeddings:  firestoredb.NewEmbeddings(db),
		Changes:     firestoredb.NewChanges(db),
		Embedder:    embedder,
		Indexer:     faissindex.Indexer{Library: lib},
		Bucket:      gcsbucket.New(gcs, c.Bucket),
		Workers:     c.Workers,
		Full:        c.Full,
		BuildEvery:  c.BuildEvery,
		CommonWords: slices.Concat(words, embedder.Words()),
		AllowShrink: c.AllowShrink,
		Now:         time.Now,
		Progress:    bar.Update,
		Logger:      logger,
	}
	if limits := (firestoredb.Limits{Clicks: c.HistoryClicks, Searches: c.HistorySearches, Visits: c.HistoryVisits}); limits != (firestoredb.Limits{}) {
		b.Histories = firestoredb.NewHistories(db, limits)
	}
	start := time.Now()
	done := runTask(ctx, b, c, db)
	done.took = time.Since(start)
	bar.Done()
	c.report(ctx, out, logger, measured, done)
	if errors.Is(done.err, snapshot.ErrRaced) {
		return nil
	}
	return done.err
}

// runTask runs b alone, or as one of several Cloud Run tasks. With a search engine, it loads that first.
func runTask(ctx context.Context, b *build.Builder, c Config, db *firestore.Client) (done result) {
	shard := build.Shard{
		Run: c.Execution, Index: c.TaskIndex, Count: c.TaskCount,
		Products: firestoredb.NewProducts(db), Embeddings: firestoredb.NewEmbeddings(db),
	}
	if c.Index != "" {
		l, err := newLoader(b, c, db)
		if err != nil {
			return result{err: err}
		}
		return runEngineTask(ctx, l, b, c, shard)
	}
	if c.TaskCount == 1 {
		done.Report, done.err = b.Run(ctx)
		done.merged = true
		return done
	}
	done.Report, done.merged, done.err = b.RunShard(ctx, shard)
	return done
}

// newLogger returns a logger for Cloud Logging on Cloud Run, else a text logger for warnings.
func (c Config) newLogger(out io.Writer) *slog.Logger {
	if c.Job != "" {
		return slog.New(cloudlog.NewJSON(out, slog.LevelInfo))
	}
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: withoutTime}))
}

// withoutTime removes the time from log lines, since a terminal shows them as they occur.
func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// summarize prints a summary of the build.
func summarize(out io.Writer, r build.Report, took time.Duration) {
	m := r.Manifest
	if r.Skipped > 0 {
		fmt.Fprintf(out, "%d invalid products skipped: the index does not contain them\n", r.Skipped)
	}
	if r.Held {
		fmt.Fprintf(out, "index %s is held: nothing is built until the newest version is active again\n", m.Version)
		return
	}
	if r.Compacted {
		fmt.Fprintf(out, "index %s stays, a new instance reads the changes since from its delta\n", m.Version)
		return
	}
	if !r.Published {
		fmt.Fprintf(out, "index %s is up to date with all %d products: nothing to do\n", m.Version, r.Products)
		return
	}
	fmt.Fprintf(out, "index %s published in %.1f s: %d products, %d embedded now, %s, recall@10 %.4f\n",
		m.Version, took.Seconds(), r.Products, r.Embedded, m.Index.Type, m.Index.RecallAt10)
}
