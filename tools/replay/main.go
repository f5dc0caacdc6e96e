// Replay reproduces logged cards byte for byte. It reads log lines of the functions, or an export of Cloud
// Logging, from standard input and ignores other lines. For each card it downloads the snapshot and
// reads the shopper's interactions from Firestore. If they were removed, it reports the card and continues.
//
// It reports a card that was made with other rules than the current ones, too: Firestore keeps only the newest version of the
// rules.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/storage"

	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "replay:", err)
		os.Exit(1)
	}
}

// run replays the log lines on standard input.
func run(ctx context.Context) error {
	project := flag.String("project", os.Getenv("GOOGLE_CLOUD_PROJECT"), "Google Cloud project of Firestore")
	bucket := flag.String("bucket", os.Getenv("BUCKET"), "Cloud Storage bucket of the snapshots")
	native := flag.String("native", os.Getenv("NATIVE_DIR"), "folder of the model and the native libraries; default: native/out")
	flag.Parse()
	if *project == "" || *bucket == "" {
		return fmt.Errorf("set -project and -bucket, or GOOGLE_CLOUD_PROJECT and BUCKET: project is %q, bucket is %q", *project, *bucket)
	}
	if *native == "" {
		*native = filepath.Join("native", "out")
	}
	db, err := firestore.NewClient(ctx, *project)
	if err != nil {
		return err
	}
	defer db.Close()
	gcs, err := storage.NewClient(ctx)
	if err != nil {
		return err
	}
	defer gcs.Close()
	embedder, err := onnx.Open(onnx.In(*native))
	if err != nil {
		return err
	}
	defer embedder.Close()
	lib, err := faiss.Load(filepath.Join(*native, "lib"))
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "shopfyp-replay-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	rules, err := firestoredb.NewRules(db).Load(ctx)
	if err != nil {
		return err
	}
	r := replayer{
		rules: recommend.FixedRules(rule.NewSet(rules.Version, rules.Rules)),
		log:   firestoredb.NewInteractions(db), changes: firestoredb.NewChanges(db), embedder: embedder, logger: slog.New(slog.DiscardHandler),
		fetch: func(ctx context.Context, version string) (snapshot.Local, error) {
			return snapshot.Fetch(ctx, gcsbucket.New(gcs, *bucket), version, dir)
		},
		opener: recommend.Opener{Model: embedder.Model(), Dim: embedder.Dim(), Index: func(path string, s vector.SearchParams) (vector.Index, error) {
			return lib.Open(path, s)
		}},
	}
	return r.replay(ctx, os.Stdin, os.Stdout, os.Stderr)
}
