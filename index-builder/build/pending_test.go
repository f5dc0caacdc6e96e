package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/delta"
	"shopfyp.dev/shared/snapshot"
)

// newCompacting returns a site with a snapshot whose builder compacts changes for an hour.
func newCompacting(t *testing.T) (*liveSite, *counted, snapshot.Manifest) {
	t.Helper()
	s := newLiveSite(t, 100)
	s.BuildEvery, s.AllowShrink = time.Hour, true
	c := &counted{Memory: s.changes}
	s.Changes = c
	m := s.run(t).Manifest
	s.Products, s.Embeddings = forbidden{s.memory}, forbidden{s.memory}
	return s, c, m
}

func (s *liveSite) delta(t *testing.T, m snapshot.Manifest) (delta.Delta, int64) {
	t.Helper()
	d, generation, err := delta.Read(t.Context(), s.Bucket, m.Version)
	if err != nil {
		t.Fatal(err)
	}
	return d, generation
}

// wantEqual reports an error unless the delta has exactly the changes since the snapshot.
func (s *liveSite) wantEqual(t *testing.T, d delta.Delta, m snapshot.Manifest) {
	t.Helper()
	want := make(map[catalog.ID]time.Time)
	if _, err := s.changes.Since(t.Context(), m.Changes, func(c change.Change) error { want[c.ID] = c.At; return nil }); err != nil {
		t.Fatal(err)
	}
	if len(d.Changes) != len(want) {
		t.Errorf("the delta has %d changes, want %d", len(d.Changes), len(want))
	}
	for _, c := range d.Changes {
		if !c.At.Equal(want[c.ID]) {
			t.Errorf("change of %s at %s, want %s", c.ID, c.At, want[c.ID])
		}
	}
}

func TestRunsBetweenBuildsWriteTheDelta(t *testing.T) {
	s, c, first := newCompacting(t)
	rng := rand.New(rand.NewPCG(1, 3))
	for range 4 {
		s.changeSome(t, rng, 12)
		s.changes.Advance(time.Minute) // reads overlap
		newest := 0
		if _, err := s.changes.Since(t.Context(), s.untilOf(t, first), func(change.Change) error { newest++; return nil }); err != nil {
			t.Fatal(err)
		}
		c.read = 0
		if r := s.run(t); !r.Compacted || r.Published || r.Manifest.Version != first.Version || c.read != newest {
			t.Fatalf("report %+v, %d changes read; want the delta of %s, and %d changes read", r, c.read, first.Version, newest)
		}
		d, generation := s.delta(t, first)
		s.wantEqual(t, d, first)
		if r := s.run(t); r.Compacted || r.Published {
			t.Errorf("report = %+v, want nothing to do", r)
		}
		if _, again := s.delta(t, first); again != generation {
			t.Error("a run without changes writes the delta")
		}
	}
	s.changeSome(t, rng, 5)
	s.changes.Advance(2 * time.Hour)
	r := s.run(t)
	if !r.Published || r.Compacted {
		t.Fatalf("report = %+v, want a build", r)
	}
	if _, _, err := delta.Read(t.Context(), s.Bucket, r.Manifest.Version); !errors.Is(err, snapshot.ErrNotFound) {
		t.Errorf("delta of the new snapshot: %v, want none", err)
	}
	full := *s.Builder
	full.Products, full.Embeddings, full.Bucket, full.Full = s.memory, s.memory, snapshot.NewMemoryBucket(), true
	want, err := full.Run(t.Context())
	if err != nil || want.Manifest.ContentHash != r.Manifest.ContentHash {
		t.Errorf("content hash %s after deltas, want %s: %v", r.Manifest.ContentHash, want.Manifest.ContentHash, err)
	}
}

// untilOf returns the time up to which the snapshot and its delta contain all changes.
func (s *liveSite) untilOf(t *testing.T, m snapshot.Manifest) time.Time {
	t.Helper()
	d, _, err := delta.Read(t.Context(), s.Bucket, m.Version)
	if errors.Is(err, snapshot.ErrNotFound) {
		return m.Changes
	}
	if err != nil {
		t.Fatal(err)
	}
	return d.Until
}

// FULL, and too many changes, make a build due at once.
func TestBuildsAtOnce(t *testing.T) {
	s, _, _ := newCompacting(t)
	s.write(t, catalog.Product{ID: "p0001", Title: "thing again"})
	s.Full, s.Products, s.Embeddings = true, s.memory, s.memory
	if r := s.run(t); !r.Published {
		t.Errorf("report = %+v, want a build because of FULL", r)
	}
	now := time.Now()
	before := snapshot.Manifest{Changes: now.Add(-time.Minute)}
	for n, want := range map[int]bool{0: true, 1: true, MaxPending - 1: true, MaxPending: false} {
		p := pending{changes: make(map[catalog.ID]change.Change), until: now}
		for i := range n {
			p.changes[catalog.ID(fmt.Sprint(i))] = change.Change{}
		}
		if got := s.waits(before, &p); got != want {
			t.Errorf("with %d changes, a build waits: %t, want %t", n, got, want)
		}
	}
}

// faulty fails to write deltas, or is killed in the middle of it.
type faulty struct {
	snapshot.Bucket
	err error
}

func (f faulty) Write(ctx context.Context, name string, r io.Reader, generation int64) (snapshot.Object, error) {
	if strings.HasSuffix(name, "delta.bin") && f.err != nil {
		return snapshot.Object{}, f.err
	}
	return f.Bucket.Write(ctx, name, r, generation)
}

// After a damaged delta, a failed write or a race, the next run has all changes again.
func TestFaultsOfDelta(t *testing.T) {
	s, _, first := newCompacting(t)
	bucket := s.Bucket
	s.write(t, catalog.Product{ID: "p0001", Title: "thing one"})
	fault := errors.New("fault")
	s.Bucket = faulty{bucket, fault}
	if _, err := s.Run(t.Context()); !errors.Is(err, fault) {
		t.Errorf("Run = %v, want the fault", err)
	}
	s.Bucket = faulty{bucket, snapshot.ErrPrecondition}
	if _, err := s.Run(t.Context()); !errors.Is(err, snapshot.ErrRaced) {
		t.Errorf("Run = %v, want ErrRaced", err)
	}
	s.Bucket = bucket
	s.run(t)
	s.write(t, catalog.Product{ID: "p0002", Title: "thing two"})
	if _, err := bucket.Write(t.Context(), "indexes/"+first.Version+"/delta.bin", strings.NewReader("damaged"), snapshot.AnyGeneration); err != nil {
		t.Fatal(err)
	}
	if r := s.run(t); !r.Compacted {
		t.Errorf("report = %+v, want a new delta", r)
	}
	d, _ := s.delta(t, first)
	s.wantEqual(t, d, first)
}
