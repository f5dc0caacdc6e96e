package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/snapshot"
)

// task runs one of count tasks.
func (s *site) task(ctx context.Context, index, count int) (Report, bool, error) {
	b := *s.Builder
	return b.RunShard(ctx, Shard{Run: "run-1", Index: index, Count: count, Products: s.memory, Embeddings: s.memory})
}

// files returns the contents of the published index and cards.
func (s *site) files(t *testing.T) (index, cards string) {
	t.Helper()
	b := s.fetch(t)
	read := func(name string) string {
		data, err := os.ReadFile(b.Path(name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	return read(snapshot.IndexFile), read(snapshot.CardsFile)
}

// tasks runs all tasks in parallel and returns their reports. The test fails unless exactly one task built the snapshot.
func (s *site) tasks(t *testing.T, count int) []Report {
	t.Helper()
	reports, merged := make([]Report, count), make([]bool, count)
	var wg sync.WaitGroup
	for i := range count {
		wg.Go(func() {
			var err error
			if reports[i], merged[i], err = s.task(t.Context(), i, count); err != nil {
				t.Errorf("task %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if n := len(slices.DeleteFunc(slices.Clone(merged), func(m bool) bool { return !m })); n != 1 {
		t.Errorf("%d tasks built the snapshot, want 1", n)
	}
	return reports
}

func TestTasksPublishTheSameFilesAsOneBuilder(t *testing.T) {
	alone, shared := newSite(t, 1000), newSite(t, 1000)
	alone.run(t)
	for i, r := range shared.tasks(t, 4) {
		if r.Embedded < 200 || r.Embedded > 300 {
			t.Errorf("task %d embedded %d of 1000 products, want about a quarter", i, r.Embedded)
		}
	}
	index, cards := alone.files(t)
	sharedIndex, sharedCards := shared.files(t)
	if index != sharedIndex || cards != sharedCards {
		t.Error("four tasks and one builder published different files")
	}
}

func TestMoreTasksThanProducts(t *testing.T) {
	s := newSite(t, 3)
	s.tasks(t, 8)
	if n := s.fetch(t).Manifest.Count; n != 3 {
		t.Errorf("published %d products, want 3", n)
	}
}

// TestLastTaskBuildsTheSnapshot runs the tasks one after another.
func TestLastTaskBuildsTheSnapshot(t *testing.T) {
	s := newSite(t, 100)
	for i := range 3 {
		_, merged, err := s.task(t.Context(), i, 3)
		if err != nil || merged != (i == 2) {
			t.Errorf("task %d: built the snapshot = %t, error %v; want only the last task to build it", i, merged, err)
		}
	}
}

func TestTaskResumesAfterKill(t *testing.T) {
	s := newSite(t, 900)
	whole := s.Embedder
	s.Embedder = counting{embed.NewFake(64), make(chan struct{}, 250)} // fails before the 300 products of the first task are embedded
	if _, _, err := s.task(t.Context(), 0, 3); err == nil {
		t.Fatal("a task with a failing embedder returned no error")
	}
	s.Embedder = whole
	s.put(t, 900, 1000, "") // would change the ranges if a task made a new plan
	for i := range 3 {
		r, merged, err := s.task(t.Context(), i, 3)
		if err != nil || merged != (i == 2) {
			t.Errorf("task %d: built the snapshot = %t, error %v; want only the last task to build it", i, merged, err)
		}
		if i == 0 && r.Embedded > 300-2*input.BatchSize {
			t.Errorf("the restarted task embedded %d products, want at most %d", r.Embedded, 300-2*input.BatchSize)
		}
	}
	if n := s.fetch(t).Manifest.Count; n != 1000 {
		t.Errorf("published %d products, want 1000", n)
	}
}

// TestMergeResumesAfterKill stops the task that builds the snapshot. Only that task may resume the build.
func TestMergeResumesAfterKill(t *testing.T) {
	s := newSite(t, 60)
	whole := s.Bucket
	for i := range 2 {
		if _, _, err := s.task(t.Context(), i, 3); err != nil {
			t.Fatal(err)
		}
	}
	s.Bucket = noPointer{whole}
	if _, _, err := s.task(t.Context(), 2, 3); err == nil {
		t.Fatal("a task that cannot publish returned no error")
	}
	s.Bucket = whole
	if _, merged, err := s.task(t.Context(), 1, 3); err != nil || merged {
		t.Errorf("restarted task 1: built the snapshot = %t, error %v; want neither", merged, err)
	}
	if r, merged, err := s.task(t.Context(), 2, 3); err != nil || !merged || !r.Published || r.Embedded != 0 {
		t.Errorf("restarted task 2: report %+v, built the snapshot = %t, error %v; want a published snapshot and nothing embedded", r, merged, err)
	}
}

// noPointer is a bucket that returns an error for writes of current.json.
type noPointer struct{ snapshot.Bucket }

func (p noPointer) Write(ctx context.Context, name string, r io.Reader, gen int64) (snapshot.Object, error) {
	if strings.HasSuffix(name, "current.json") {
		return snapshot.Object{}, errors.New("killed")
	}
	return p.Bucket.Write(ctx, name, r, gen)
}

func TestTaskStopsWaitingForThePlanWhenCanceled(t *testing.T) {
	s := newSite(t, 10)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.task(ctx, 1, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled task = %v, want context.Canceled", err)
	}
	if _, _, err := s.task(t.Context(), 2, 2); err == nil || !strings.Contains(err.Error(), "task index 2 ") {
		t.Errorf("task index out of range: %v, want an error with the index", err)
	}
}

func TestQuantiles(t *testing.T) {
	for _, tt := range []struct{ ids, parts int }{{0, 2}, {1, 2}, {2, 2}, {3, 3}, {1000, 4}, {10_007, 3}, {50_000, 16}} {
		ids := func(yield func(catalog.ID, error) bool) {
			for i := range tt.ids {
				if !yield(catalog.ID(fmt.Sprintf("p%06d", i)), nil) {
					return
				}
			}
		}
		bounds, err := quantiles(ids, tt.parts)
		if err != nil {
			t.Fatal(err)
		}
		if tt.ids < tt.parts {
			if len(bounds) != 0 {
				t.Errorf("%d IDs in %d parts: bounds = %q, want none", tt.ids, tt.parts, bounds)
			}
			continue
		}
		sizes, p := make([]int, tt.parts), plan{bounds}
		for id := range ids {
			for part := range sizes {
				if p.part(part).Has(id) {
					sizes[part]++
				}
			}
		}
		if low, high, sum := slices.Min(sizes), slices.Max(sizes), sumOf(sizes); sum != tt.ids || float64(high) > 1.05*float64(low)+1 {
			t.Errorf("%d IDs in %d parts: sizes = %v, want about equal sizes", tt.ids, tt.parts, sizes)
		}
	}
}

func sumOf(all []int) (sum int) {
	for _, n := range all {
		sum += n
	}
	return sum
}
