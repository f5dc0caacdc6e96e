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

// tasks runs all tasks in parallel and returns their reports. It reports an error unless exactly one built the index.
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
		t.Errorf("%d tasks built the index, want 1", n)
	}
	return reports
}

func TestTasksPublishTheSameFilesAsOneBuilder(t *testing.T) {
	alone, shared := newSite(t, 1000), newSite(t, 1000)
	alone.run(t)
	for i, r := range shared.tasks(t, 4) {
		if r.Embedded < 200 || r.Embedded > 300 {
			t.Errorf("task %d embedded %d of 1000, want about a quarter", i, r.Embedded)
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

// TestLastTaskBuildsTheIndex runs the tasks one after the other.
func TestLastTaskBuildsTheIndex(t *testing.T) {
	s := newSite(t, 100)
	for i := range 3 {
		_, merged, err := s.task(t.Context(), i, 3)
		if err != nil || merged != (i == 2) {
			t.Errorf("task %d built the index: %t, %v", i, merged, err)
		}
	}
}

func TestTaskResumesAfterKill(t *testing.T) {
	s := newSite(t, 900)
	whole := s.Embedder
	s.Embedder = counting{embed.NewFake(64), make(chan struct{}, 250)} // fails within the 300 products of the first task
	if _, _, err := s.task(t.Context(), 0, 3); err == nil {
		t.Fatal("a task with a failing embedder returned no error")
	}
	s.Embedder = whole
	s.put(t, 900, 1000, "") // would change the ranges if a task planned again
	for i := range 3 {
		r, merged, err := s.task(t.Context(), i, 3)
		if err != nil || merged != (i == 2) {
			t.Errorf("task %d built the index: %t, %v", i, merged, err)
		}
		if i == 0 && r.Embedded > 300-2*batchSize {
			t.Errorf("the restarted task embedded %d, want at most %d", r.Embedded, 300-2*batchSize)
		}
	}
	if n := s.fetch(t).Manifest.Count; n != 1000 {
		t.Errorf("published %d products, want 1000", n)
	}
}

// TestMergeResumesAfterKill checks that only the task that started to build the index resumes it.
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
		t.Errorf("restarted task 1 built the index: %t, %v, want false", merged, err)
	}
	if r, merged, err := s.task(t.Context(), 2, 3); err != nil || !merged || !r.Published || r.Embedded != 0 {
		t.Errorf("restarted task 2 = %+v, %t, %v, want the index published and nothing embedded", r, merged, err)
	}
}

// noPointer is a bucket in which writes of current.json fail.
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
				t.Errorf("%d IDs in %d parts: bounds %q", tt.ids, tt.parts, bounds)
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
			t.Errorf("%d IDs in %d parts: sizes %v", tt.ids, tt.parts, sizes)
		}
	}
}

func sumOf(all []int) (sum int) {
	for _, n := range all {
		sum += n
	}
	return sum
}
