package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/load"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// swapRate is the traffic while a snapshot is swapped, requests a second.
const swapRate = 100

// swap measures requests while a new snapshot is fetched, verified, opened and put in use.
func swap(ctx context.Context, b *bench, size int) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	bucket, err := b.temporary("swap")
	if err != nil {
		return nil, err
	}
	if err := publishAs(s, bucket, s.Manifest.Version); err != nil {
		return nil, err
	}
	visits, err := b.visits(s, size)
	if err != nil {
		return nil, err
	}
	srv, err := b.serve(ctx, hosting{shop: s, bucket: bucket, history: visits, env: []string{"REFRESH_EVERY=500ms"}})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	requests := b.mixed(ours(srv), size)
	calm := load.AtRate(ctx, swapRate, b.lasting(10*time.Second), requests)

	swapping, done := context.WithCancel(ctx)
	took := make(chan time.Duration, 1)
	go func() {
		defer done()
		took <- b.newVersion(ctx, s, bucket, srv)
	}()
	r := load.AtRate(swapping, swapRate, swapTimeout, requests)
	swapTook := <-took
	if swapTook == 0 {
		return nil, errors.New("the new snapshot was not put in use")
	}
	return swapRows(calm, r, swapTook), ctx.Err()
}

func swapRows(calm, r *load.Result, took time.Duration) []table.Row {
	wrong, _ := r.Wrong()
	ms := func(d time.Duration) stats.Summary { return stats.One(1000 * d.Seconds()) }
	longest, before := ms(r.Max()), ms(calm.Max())
	figure := fmt.Sprintf("longest of %d requests at %d a second while a snapshot is swapped", r.Answers(), swapRate)
	return []table.Row{
		{Figure: "requests that failed while a snapshot is swapped", Ours: stats.One(float64(wrong)), Wanted: table.AtMost(0).AnyMachine()},
		{Figure: figure, Unit: "ms", Ours: longest, Peer: &before, PeerName: "longest before", Wanted: table.AtMost(50)},
		{Figure: "p99 meanwhile", Unit: "ms", Ours: ms(r.Percentile(99))},
		{Figure: "from the pointer's move until the old snapshot is gone", Unit: "s", Ours: stats.One(took.Seconds())},
	}
}

// swapTimeout bounds the wait for a new snapshot.
const swapTimeout = 3 * time.Minute

// newVersion publishes the same content as a new version and returns how long it took until only that is left
// on the server's disk; 0 where that did not happen in time.
func (b *bench) newVersion(ctx context.Context, s *shop.Shop, bucket string, srv *server) time.Duration {
	next := s.Manifest.Version + "-next"
	begun := time.Now()
	if err := publishAs(s, bucket, next); err != nil {
		b.log.Error("not published", "err", err)
		return 0
	}
	for time.Since(begun) < swapTimeout && ctx.Err() == nil {
		_, fetched := os.Stat(filepath.Join(srv.dir, next, snapshot.CardsFile))
		_, old := os.Stat(filepath.Join(srv.dir, s.Manifest.Version))
		if fetched == nil && old != nil {
			took := time.Since(begun)
			time.Sleep(b.lasting(5 * time.Second)) // the first requests to new pages count, too
			return took
		}
		time.Sleep(10 * time.Millisecond)
	}
	return 0
}

// publishAs puts the shop's snapshot into a folder bucket under another version, by links, and points to it.
func publishAs(s *shop.Shop, bucket, version string) error {
	dir := filepath.Join(bucket, "indexes", version)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range s.Manifest.Files {
		if err := os.Link(s.Path(f.Name), filepath.Join(dir, f.Name)); err != nil {
			return err
		}
	}
	m := s.Manifest
	m.Version = version
	if err := writeJSON(filepath.Join(dir, "manifest.json"), m); err != nil {
		return err
	}
	return writeJSON(filepath.Join(bucket, "indexes", "current.json"), map[string]string{"version": version})
}

// writeJSON writes the file whole.
func writeJSON(path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", data, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
