package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"shopfyp.dev/tools/bench/internal/resident"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// smallShop is what growth is measured from.
const smallShop = 10_000

// coldStart measures from the start of the process to its first right card, the snapshot being on disk, beside a small shop.
func coldStart(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	var withModel float64
	start := func(size int) func(int) (float64, error) {
		return func(int) (float64, error) {
			took, model, err := b.firstCard(ctx, size)
			if model {
				withModel++
			}
			return took, err
		}
	}
	large, small, err := b.duel(start(size), start(smallShop))
	if err != nil {
		return nil, err
	}
	var more stats.Sample
	for i := range large {
		more = append(more, large[i]-small[i])
	}
	row := versus("process start to first card", "ms", large, small, "at "+sizeName(smallShop), nil)
	row.Ratio, row.Wanted = nil, table.AtMost(300)
	return []table.Row{
		row,
		{Figure: "more than at " + sizeName(smallShop), Unit: "ms", Ours: more.Summary(), Wanted: table.AtMost(50)},
		{Figure: "starts that loaded the model", Ours: stats.One(withModel), Wanted: table.AtMost(0).AnyMachine()},
	}, nil
}

// firstCard starts a server and returns the milliseconds to its first card, and whether it loaded the model.
func (b *bench) firstCard(ctx context.Context, size int) (took float64, model bool, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return 0, false, err
	}
	visits, err := b.newcomer(size)
	if err != nil {
		return 0, false, err
	}
	srv, err := b.serve(ctx, hosting{shop: s, history: visits})
	if err != nil {
		return 0, false, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	if err := ours(srv).recommend(ctx, visitor(0)); err != nil {
		return 0, false, err
	}
	took = 1000 * time.Since(srv.began).Seconds()
	model, err = hasMapped(srv.PID(), "libonnxruntime")
	return took, model, err
}

// hasMapped reports whether a process has mapped a file with such a name.
func hasMapped(pid int, name string) (bool, error) {
	_, files, err := resident.Of(pid)
	for path := range files {
		if strings.Contains(path, name) {
			return true, nil
		}
	}
	return false, err
}

// memory measures what a warm server with index and model holds.
func memory(ctx context.Context, b *bench, size int) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	srv, err := b.warmServer(ctx, s, size)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	all, files, err := resident.Of(srv.PID())
	if err != nil {
		return nil, err
	}
	var mapped resident.Memory
	for path, m := range files {
		if strings.HasPrefix(path, srv.dir) {
			mapped.All += m.All
			mapped.Anonymous += m.Anonymous
		}
	}
	const mb = 1e6
	return []table.Row{
		{Figure: "anonymous memory, model loaded", Unit: "MB", Ours: stats.One(float64(all.Anonymous) / mb), Wanted: table.AtMost(150)},
		{Figure: "index and cards in memory that are no file's", Unit: "MB", Ours: stats.One(float64(mapped.Anonymous) / mb), Wanted: table.AtMost(0).AnyMachine()},
		{Figure: "index and cards in memory, mapped", Unit: "MB", Ours: stats.One(float64(mapped.All) / mb)},
	}, nil
}

// warmServer starts a server that has answered all visitors. The caller stops it.
func (b *bench) warmServer(ctx context.Context, s *shop.Shop, size int) (*server, error) {
	visits, err := b.visits(s, size)
	if err != nil {
		return nil, err
	}
	srv, err := b.serve(ctx, hosting{shop: s, history: visits})
	if err != nil {
		return nil, err
	}
	for i := range visitors {
		c := ours(srv)
		if err := errors.Join(c.recommend(ctx, visitor(i)), c.search(ctx, visitor(i), b.vectors.QueryTexts[i%len(b.vectors.QueryTexts)])); err != nil {
			return nil, errors.Join(err, srv.stop())
		}
	}
	return srv, nil
}
