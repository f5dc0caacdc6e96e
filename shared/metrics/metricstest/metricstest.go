// Package metricstest tests implementations of metrics.Store.
package metricstest

import (
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/metrics"
)

// Hour is the hour of the counters in tests.
var Hour = time.Date(2026, 5, 17, 14, 0, 0, 0, time.UTC)

// TestStore runs the conformance tests of a Store. open returns an empty store.
func TestStore(t *testing.T, open func(t *testing.T) metrics.Store) {
	for name, test := range map[string]func(*testing.T, metrics.Store){
		"adds up":                        addsUp,
		"reads hours and dimensions":     reads,
		"counts a batch once":            countsOnce,
		"keeps any value apart":          keepsValuesApart,
		"adds many counters":             addsMany,
		"counts concurrent writes":       countsConcurrentWrites,
		"counts a concurrent batch once": countsConcurrentBatchOnce,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func key(d metrics.Dimension, value string) metrics.Key {
	return metrics.Key{Hour: Hour, Surface: metrics.CardSurface, Dimension: d, Value: value}
}

// add adds a tally and fails unless all batches are new.
func add(t *testing.T, s metrics.Store, tally metrics.Tally, batches ...metrics.BatchID) {
	t.Helper()
	if known, err := s.Add(t.Context(), batches, tally); err != nil || len(known) > 0 {
		t.Fatalf("Add = %v, %v, want no known batch", known, err)
	}
}

// read returns all counters of the hour.
func read(t *testing.T, s metrics.Store, dimensions ...metrics.Dimension) metrics.Tally {
	t.Helper()
	tally, err := s.Read(t.Context(), Hour, Hour.Add(time.Hour), dimensions...)
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

func check(t *testing.T, got, want metrics.Tally) {
	t.Helper()
	if !maps.EqualFunc(got, want, maps.Equal[metrics.Counts, metrics.Counts]) {
		t.Errorf("Read = %v, want %v", got, want)
	}
}

func addsUp(t *testing.T, s metrics.Store) {
	check(t, read(t, s, metrics.ByList), metrics.Tally{})
	k := key(metrics.ByList, "")
	add(t, s, metrics.Tally{k: {metrics.Impressions: 3}}, "a")
	add(t, s, metrics.Tally{key(metrics.ByPosition, "7"): {}}, "empty")
	add(t, s, metrics.Tally{}, "nothing")
	add(t, s, metrics.Tally{k: {metrics.Impressions: 2, metrics.Clicks: 1, metrics.Revenue + "EUR": 1 << 40}}, "b", "c")
	check(t, read(t, s, metrics.ByList), metrics.Tally{k: {metrics.Impressions: 5, metrics.Clicks: 1, metrics.Revenue + "EUR": 1 << 40}})
}

func reads(t *testing.T, s metrics.Store) {
	list, product := key(metrics.ByList, ""), key(metrics.ByProduct, "p")
	before, after := list, list
	before.Hour, after.Hour = Hour.Add(-time.Hour), Hour.Add(time.Hour)
	one := metrics.Counts{metrics.Clicks: 1}
	add(t, s, metrics.Tally{list: one, product: one, before: one, after: one, key(metrics.ByQuery, "q"): one}, "a")
	check(t, read(t, s, metrics.ByList), metrics.Tally{list: one})
	check(t, read(t, s, metrics.ByList, metrics.ByProduct), metrics.Tally{list: one, product: one})
	all, err := s.Read(t.Context(), Hour.Add(-time.Hour), Hour.Add(2*time.Hour), metrics.ByList)
	if err != nil {
		t.Fatal(err)
	}
	check(t, all, metrics.Tally{list: one, before: one, after: one})
}

func countsOnce(t *testing.T, s metrics.Store) {
	k := key(metrics.ByList, "")
	add(t, s, metrics.Tally{k: {metrics.Clicks: 1}}, "a", "b")
	known, err := s.Add(t.Context(), []metrics.BatchID{"c", "b", "d"}, metrics.Tally{k: {metrics.Clicks: 10}})
	if err != nil || len(known) != 1 || known[0] != "b" {
		t.Errorf("Add with a known batch = %v, %v, want b", known, err)
	}
	add(t, s, metrics.Tally{k: {metrics.Clicks: 100}}, "c", "d") // the failed Add did not remember them
	check(t, read(t, s, metrics.ByList), metrics.Tally{k: {metrics.Clicks: 101}})
}

func keepsValuesApart(t *testing.T, s metrics.Store) {
	want := make(metrics.Tally)
	for i, value := range []string{"a", "a|b", "|", "", ".", "a.b", "`", "__x__", "ü 鞋", "a/b", `"`, `\`, "*", "[0]"} {
		want[key(metrics.ByProduct, value)] = metrics.Counts{metrics.Impressions: int64(i + 1)}
	}
	other := key(metrics.ByProduct, "a")
	other.Surface = ""
	want[other] = metrics.Counts{metrics.Impressions: 99}
	add(t, s, want, "a")
	check(t, read(t, s, metrics.ByProduct), want)
}

func addsMany(t *testing.T, s metrics.Store) {
	want := make(metrics.Tally)
	for i := range 3_000 {
		want[key(metrics.ByProduct, fmt.Sprintf("product-%d", i))] = metrics.Counts{metrics.Impressions: 1, metrics.Clicks: 2}
	}
	for i := range 700 {
		want[key(metrics.ByPosition, fmt.Sprint(i))] = metrics.Counts{metrics.Impressions: 1}
	}
	batches := make([]metrics.BatchID, metrics.MaxBatches)
	for i := range batches {
		batches[i] = metrics.BatchID(fmt.Sprintf("batch-%d", i))
	}
	add(t, s, want, batches...)
	check(t, read(t, s, metrics.ByProduct, metrics.ByPosition), want)
}

func countsConcurrentWrites(t *testing.T, s metrics.Store) {
	var writing sync.WaitGroup
	const writers, each = 4, 5
	k := key(metrics.ByList, "")
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				if _, err := s.Add(t.Context(), []metrics.BatchID{metrics.BatchID(fmt.Sprintf("%d-%d", w, i))}, metrics.Tally{k: {metrics.Clicks: 1}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writing.Wait()
	check(t, read(t, s, metrics.ByList), metrics.Tally{k: {metrics.Clicks: writers * each}})
}

func countsConcurrentBatchOnce(t *testing.T, s metrics.Store) {
	var writing sync.WaitGroup
	k := key(metrics.ByList, "")
	for range 4 {
		writing.Go(func() {
			if _, err := s.Add(t.Context(), []metrics.BatchID{"same"}, metrics.Tally{k: {metrics.Clicks: 1}}); err != nil {
				t.Error(err)
			}
		})
	}
	writing.Wait()
	check(t, read(t, s, metrics.ByList), metrics.Tally{k: {metrics.Clicks: 1}})
}
