package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// coldCache measures the first search after the snapshot's files have left the memory, opening them included.
func coldCache(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	if _, err := b.library(); err != nil { // loading it does not count
		return nil, err
	}
	var opened, first, warm stats.Sample
	for round := range b.rounds {
		if err := errors.Join(ctx.Err(), evict(s)); err != nil {
			return nil, err
		}
		o, f, w, err := b.firstSearch(s, round)
		if err != nil {
			return nil, err
		}
		opened, first, warm = append(opened, o), append(first, f), append(warm, w)
	}
	after := warm.Summary()
	return []table.Row{
		{Figure: "first search with its cards, files not in memory", Unit: "ms", Ours: first.Summary(), Peer: &after, PeerName: "the same again", Wanted: table.AtMost(150)},
		{Figure: "opening the files before it", Unit: "ms", Ours: opened.Summary()},
	}, nil
}

// evict has the kernel forget the files' pages, which nobody may have mapped.
func evict(s *shop.Shop) error {
	for _, file := range s.Manifest.Files {
		f, err := os.Open(s.Path(file.Name))
		if err != nil {
			return err
		}
		err = errors.Join(f.Sync(), unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED), f.Close())
		if err != nil {
			return err
		}
	}
	return nil
}

// firstSearch returns the milliseconds of opening, of a search, and of the same search again.
func (b *bench) firstSearch(s *shop.Shop, round int) (opened, first, again float64, err error) {
	begun := time.Now()
	ms := func() float64 {
		took := 1000 * time.Since(begun).Seconds()
		begun = time.Now()
		return took
	}
	ix, err := b.open(s)
	if err != nil {
		return 0, 0, 0, err
	}
	defer ix.Close()
	cards, err := snapshot.OpenCards(s.Path(snapshot.CardsFile))
	if err != nil {
		return 0, 0, 0, err
	}
	defer cards.Close()
	opened = ms()
	search := func() error {
		hits, err := ix.Search(query(b.vectors, round*7), found)
		for _, h := range hits {
			_, data, rerr := cards.Record(h.Row)
			err = errors.Join(err, rerr, json.Unmarshal(data, new(catalog.Card)))
		}
		return err
	}
	err = search()
	first = ms()
	err = errors.Join(err, search())
	return opened, first, ms(), err
}
