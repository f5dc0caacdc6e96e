package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// An ask is one call of a client, the i-th.
type ask func(ctx context.Context, c *client, i int) error

// handleRecommend measures a card over HTTP: one core, one request at a time.
func handleRecommend(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	next := func(ctx context.Context, c *client, i int) error { return c.recommend(ctx, visitor(i)) }
	return b.handle(ctx, size, "a card", next, table.AtMost(2), table.AtMost(8))
}

// handleSearch measures a search over HTTP, encoding included: one core, one request at a time. What encoding
// takes grows with the words, so that a few words and sentences are told apart; no query comes twice in a round.
func handleSearch(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	set, err := b.set(ctx)
	if err != nil {
		return nil, err
	}
	few, sentences := byLength(set.QueryTexts)
	searching := func(queries []string) ask {
		return func(ctx context.Context, c *client, i int) error {
			return c.search(ctx, visitor(i), queries[i%len(queries)])
		}
	}
	var rows []table.Row
	for _, c := range []struct {
		what     string
		queries  []string
		p50, p99 *table.Bound
	}{
		{"a search for a few words", few, table.AtMost(5), table.AtMost(12)},
		{"a search in a sentence", sentences, nil, nil},
	} {
		handled, err := b.handle(ctx, size, c.what, searching(c.queries), c.p50, c.p99)
		if err != nil {
			return nil, err
		}
		encoding, err := b.encodingAlone(ctx, c.what, c.queries)
		if err != nil {
			return nil, err
		}
		rows = append(append(rows, handled...), encoding)
	}
	return rows, nil
}

// encodingAlone measures the part of a search that is the model's arithmetic.
func (b *bench) encodingAlone(ctx context.Context, what string, queries []string) (table.Row, error) {
	model, err := b.model()
	if err != nil {
		return table.Row{}, err
	}
	var took stats.Sample
	for round := range b.rounds + 1 {
		const each = 100
		first := round * each % max(1, len(queries)-each)
		median, err := medianQuery(ctx, model, queries[first:min(first+each, len(queries))])
		if err != nil {
			return table.Row{}, err
		}
		if round > 0 {
			took = append(took, median)
		}
	}
	return table.Row{Figure: "p50 of encoding alone, of " + what, Unit: "ms", Ours: took.Summary()}, nil
}

// fewWords is how many words are typed at most where no sentence is.
const fewWords = 8

func byLength(texts []string) (few, sentences []string) {
	for _, text := range texts {
		if len(strings.Fields(text)) <= fewWords {
			few = append(few, text)
		} else {
			sentences = append(sentences, text)
		}
	}
	return few, sentences
}

// handle measures a call with the log in memory, and beside it with the log in the Firestore emulator.
func (b *bench) handle(ctx context.Context, size int, what string, next ask, p50, p99 *table.Bound) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	visits, err := b.visits(s, size)
	if err != nil {
		return nil, err
	}
	memory, err := b.serve(ctx, hosting{shop: s, history: visits, oneCore: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, memory.stop()) }()
	addr, err := b.firestore(ctx)
	if err != nil {
		return nil, err
	}
	store, err := b.serve(ctx, hosting{shop: s, firestore: addr, oneCore: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.stop()) }()
	if err := b.visit(ctx, ours(store), size, storeVisitors); err != nil {
		return nil, err
	}
	inMemory, inStore, err := b.latencies(ctx, ours(memory), ours(store), next)
	if err != nil {
		return nil, err
	}
	row := func(figure string, ours, theirs stats.Sample, wanted *table.Bound) table.Row {
		p := theirs.Summary()
		return table.Row{Figure: figure + " of " + what + " over HTTP, one core, log in memory", Unit: "ms", Ours: ours.Summary(),
			Peer: &p, PeerName: "log in the Firestore emulator", Wanted: wanted}
	}
	return []table.Row{row("p50", inMemory.p50, inStore.p50, p50), row("p99", inMemory.p99, inStore.p99, p99)}, nil
}

// storeVisitors are fewer: the emulator takes its time.
const storeVisitors = 50

// latency is percentiles, in milliseconds, a round each.
type latency struct{ p50, p99 stats.Sample }

func (b *bench) latencies(ctx context.Context, memory, store *client, next ask) (inMemory, inStore latency, err error) {
	inStoreNext := func(ctx context.Context, c *client, i int) error { return next(ctx, c, i%storeVisitors) }
	for round := range b.rounds + 1 {
		err := errors.Join(inMemory.add(ctx, memory, next, round, 500), inStore.add(ctx, store, inStoreNext, round, 50))
		if err != nil {
			return latency{}, latency{}, err
		}
	}
	return inMemory, inStore, nil
}

// add measures a round of n requests, one after the other. Round 0 only warms up.
func (l *latency) add(ctx context.Context, c *client, next ask, round, n int) error {
	var took stats.Sample
	for i := range n {
		begun := time.Now()
		if err := next(ctx, c, round*n+i); err != nil {
			return err
		}
		took = append(took, 1000*time.Since(begun).Seconds())
	}
	if round > 0 {
		l.p50, l.p99 = append(l.p50, took.Median()), append(l.p99, took.Percentile(99))
	}
	return nil
}

// firestore returns the address of a Firestore emulator, which lives as long as the bench.
func (b *bench) firestore(ctx context.Context) (string, error) {
	if b.store == nil {
		fs, err := emulatortest.Start(ctx, emulatortest.Options{Project: project})
		if err != nil {
			return "", err
		}
		b.store = fs
		b.onClose(func() error { fs.Stop(); return nil })
	}
	return b.store.Addr(), nil
}
