package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"cloud.google.com/go/firestore"
	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/tools/bench/internal/load"
)

// ceiling says how often a second the emulator does what a card, and what a search, asks of it, with nothing else to do.
func (b *bench) ceiling(ctx context.Context, addr string) (string, error) {
	os.Setenv("FIRESTORE_EMULATOR_HOST", addr) // of the client
	defer os.Unsetenv("FIRESTORE_EMULATOR_HOST")
	db, err := firestore.NewClient(ctx, project)
	if err != nil {
		return "", err
	}
	defer db.Close()
	log := firestoredb.NewInteractions(db)
	reads := b.saturated(ctx, func(ctx context.Context, i int) error { return readHistory(ctx, log, visitor(i)) })
	writes := b.saturated(ctx, func(ctx context.Context, i int) error {
		x := interaction.Interaction{Type: interaction.Search, Query: "ceiling", Vector: query(b.vectors, i), Model: onnx.Model}
		_, err := log.Append(ctx, "ceiling", x)
		return err
	})
	return fmt.Sprintf("%.0f times a second (p99 %s); it logs %.0f searches a second (p99 %s)",
		reads.Rate(), reads.Percentile(99).Round(time.Millisecond), writes.Rate(), writes.Percentile(99).Round(time.Millisecond)), nil
}

// readHistory reads what a card reads, side by side as it does.
func readHistory(ctx context.Context, log interaction.Log, user string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { _, err := log.Latest(ctx, user, 10); return err })
	g.Go(func() error { _, err := log.Dismissed(ctx, user); return err })
	return g.Wait()
}

// manyClients is how many ask at a time where throughput is compared.
const manyClients = 8

func (b *bench) saturated(ctx context.Context, do load.Request) *load.Result {
	return load.Saturate(ctx, manyClients, b.lasting(5*time.Second), do)
}
