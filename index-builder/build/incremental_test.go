package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
)

// A liveSite is a site whose changes are recorded.
type liveSite struct {
	*site
	changes *change.Memory
	tracker *change.Tracker
	log     bytes.Buffer
}

func newLiveSite(t *testing.T, products int) *liveSite {
	t.Helper()
	s := &liveSite{site: newSite(t, products)}
	s.Embedder = embed.NewFake(wordDim)
	s.changes = change.NewMemory(s.memory)
	var err error
	if s.now, err = s.changes.Now(t.Context()); err != nil { // both clocks run the same
		t.Fatal(err)
	}
	s.tracker = change.NewTracker(s.changes, s.Embedder)
	s.Changes = s.changes
	s.Histories = sequences{{"p0001", "p0002", "p0003"}, {"p0002", "p0003", "gone"}}
	s.Logger = slog.New(slog.NewTextHandler(&s.log, nil))
	return s
}

// sequences are histories.
type sequences [][]catalog.ID

func (s sequences) Clicks(context.Context) iter.Seq2[[]interaction.Interest, error] {
	return func(yield func([]interaction.Interest, error) bool) {
		for _, ids := range s {
			if !yield(opened(ids), nil) {
				return
			}
		}
	}
}

// Searches yields a query that enough shoppers made.
func (s sequences) Searches(context.Context) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for range querytext.MinShoppers {
			if !yield([]string{"thing"}, nil) {
				return
			}
		}
	}
}

// Visits yields shoppers who open a product after its slang name.
func (s sequences) Visits(ctx context.Context) iter.Seq2[[]interaction.Interaction, error] {
	return func(yield func([]interaction.Interaction, error) bool) {
		encoder := embed.NewFake(wordDim)
		for i := range toys * 8 {
			vec, err := encoder.EmbedQuery(ctx, slang(i/8))
			if !yield([]interaction.Interaction{
				{Type: interaction.Search, Query: slang(i / 8), Vector: vec, Model: encoder.Model()},
				{Type: interaction.Click, ProductID: named(i / 8)},
			}, err) {
				return
			}
		}
	}
}

// write stores a product, or deletes it if it has no title, and records the change.
func (s *liveSite) write(t *testing.T, p catalog.Product) {
	t.Helper()
	var err error
	if p.Title == "" {
		err = s.memory.Delete(t.Context(), []catalog.ID{p.ID})
	} else {
		_, err = s.memory.Put(t.Context(), []catalog.Product{p})
	}
	if err = errors.Join(err, s.tracker.Track(t.Context(), p.ID)); err != nil {
		t.Fatal(err)
	}
}

// changeSome makes n random changes.
func (s *liveSite) changeSome(t *testing.T, rng *rand.Rand, n int) {
	t.Helper()
	for i := range n {
		p := catalog.Product{ID: catalog.ID(fmt.Sprintf("p%04d", rng.IntN(130))), Title: fmt.Sprintf("thing changed%d", i), Description: "long", Source: "feed"}
		p.Price = catalog.Money{Amount: int64(rng.IntN(1000)), Currency: "EUR"}
		p.Category, p.GroupID = []string{fmt.Sprintf("c%d", rng.IntN(5))}, fmt.Sprintf("g%d", rng.IntN(40))
		switch rng.IntN(5) {
		case 0:
			p.Title = "" // deleted
		case 1:
			p.State = catalog.Hidden
		case 2:
			p.Availability = catalog.OutOfStock
		}
		s.write(t, p)
	}
}

// forbidden is a catalog that must not be read.
type forbidden struct{ *catalog.Memory }

var errForbidden = errors.New("the whole catalog was read")

func (forbidden) All(context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) { yield(catalog.Product{}, errForbidden) }
}

func (forbidden) AllEmbeddings(context.Context) iter.Seq2[catalog.Embedding, error] {
	return func(yield func(catalog.Embedding, error) bool) { yield(catalog.Embedding{}, errForbidden) }
}

func (forbidden) Count(context.Context) (int, error) { return 0, errForbidden }

// A build that reads only the changes makes the same files as one that reads the whole catalog.
func TestIncrementalBuildEqualsFullBuild(t *testing.T) {
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 2))
		s := newLiveSite(t, 100)
		s.run(t)
		s.Products, s.Embeddings = forbidden{s.memory}, forbidden{s.memory}
		for range 3 { // the source of an incremental build is as good as that of a full one
			s.changeSome(t, rng, 15)
			if r := s.run(t); !r.Published || r.Embedded != 0 {
				t.Fatalf("seed %d: report = %+v, want a published snapshot and no text embedded twice", seed, r)
			}
		}
		full := *s.site
		whole := *s.Builder
		whole.Products, whole.Embeddings, whole.Bucket, whole.Full = s.memory, s.memory, snapshot.NewMemoryBucket(), true
		full.Builder = &whole
		full.run(t)
		got, want := s.fetch(t), full.fetch(t)
		if got.Manifest.Refinement == nil || want.Manifest.Refinement == nil || *got.Manifest.Refinement != *want.Manifest.Refinement {
			t.Errorf("seed %d: refinement %+v, want %+v", seed, got.Manifest.Refinement, want.Manifest.Refinement)
		}
		if got.Manifest.ContentHash != want.Manifest.ContentHash || got.Manifest.HistoryHash != want.Manifest.HistoryHash {
			t.Errorf("seed %d: content hash %s, want %s", seed, got.Manifest.ContentHash, want.Manifest.ContentHash)
		}
		for _, f := range want.Manifest.Files {
			g, gerr := os.ReadFile(got.Path(f.Name))
			w, werr := os.ReadFile(want.Path(f.Name))
			if gerr != nil || werr != nil || !bytes.Equal(g, w) {
				t.Errorf("seed %d: %s differs from that of a full build: %v, %v", seed, f.Name, gerr, werr)
			}
		}
	}
}

// A build without changes reads neither the catalog nor the source of the last build. It asks the store of changes once.
func TestBuildWithoutChangesReadsNothing(t *testing.T) {
	s := newLiveSite(t, 50)
	first := s.run(t)
	s.Products, s.Embeddings = forbidden{s.memory}, forbidden{s.memory}
	c := &counted{Memory: s.changes}
	s.Changes = c
	if err := s.Bucket.Delete(t.Context(), sourceObject(first.Manifest.Version, productsFile)); err != nil {
		t.Fatal(err)
	}
	if r := s.run(t); r.Published || r.Products != 50 || r.Manifest.Version != first.Manifest.Version {
		t.Errorf("report = %+v, want nothing published", r)
	}
	if c.calls != 1 || c.read != 0 {
		t.Errorf("%d calls of the store, %d changes read; want 1 call", c.calls, c.read)
	}
}

// counted counts the changes that are read, and the calls of the store.
type counted struct {
	*change.Memory
	read, calls int
}

func (c *counted) Now(ctx context.Context) (time.Time, error) {
	c.calls++
	return c.Memory.Now(ctx)
}

func (c *counted) Delete(ctx context.Context, until time.Time) (int, error) {
	c.calls++
	return c.Memory.Delete(ctx, until)
}

func (c *counted) Since(ctx context.Context, after time.Time, use func(change.Change) error) (time.Time, error) {
	c.calls++
	return c.Memory.Since(ctx, after, func(x change.Change) error { c.read++; return use(x) })
}

func TestIncrementalBuildReadsEachChangeOnce(t *testing.T) {
	s := newLiveSite(t, 100)
	c := &counted{Memory: s.changes}
	s.Changes = c
	s.run(t)
	s.Products, s.Embeddings = forbidden{s.memory}, forbidden{s.memory}
	for round := range 2 {
		for i := range 7 {
			s.write(t, catalog.Product{ID: catalog.ID(fmt.Sprintf("p%04d", 10*round+i)), Title: "thing again"})
		}
		s.changes.Advance(time.Minute) // the reads of two builds overlap by some seconds
		c.read = 0
		s.run(t)
		if c.read != 7 {
			t.Errorf("round %d: %d changes read, want 7", round, c.read)
		}
	}
}

// Whenever the last build does not help, the whole catalog is read.
func TestFullBuilds(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, s *liveSite, last snapshot.Manifest){
		"FULL=true": func(t *testing.T, s *liveSite, _ snapshot.Manifest) { s.Full = true },
		"no source": func(t *testing.T, s *liveSite, m snapshot.Manifest) {
			if err := s.pruneSources(t.Context(), "none"); err != nil {
				t.Fatal(err)
			}
		},
		"a damaged source": func(t *testing.T, s *liveSite, m snapshot.Manifest) {
			if _, err := s.Bucket.Write(t.Context(), sourceObject(m.Version, productsFile), strings.NewReader("x"), snapshot.AnyGeneration); err != nil {
				t.Fatal(err)
			}
		},
		"a truncated source": func(t *testing.T, s *liveSite, m snapshot.Manifest) {
			if _, err := s.Bucket.Write(t.Context(), sourceObject(m.Version, vectorsFile), strings.NewReader("1234"), snapshot.AnyGeneration); err != nil {
				t.Fatal(err)
			}
		},
		"another builder": func(t *testing.T, s *liveSite, m snapshot.Manifest) {
			text := fmt.Sprintf(`{"revision":"old","model":%q,"dimension":64,"count":50,"fullAt":"2999-01-01T00:00:00Z"}`, s.Embedder.Model())
			if _, err := s.Bucket.Write(t.Context(), sourceObject(m.Version, sourceFile), strings.NewReader(text), snapshot.AnyGeneration); err != nil {
				t.Fatal(err)
			}
		},
		"a week since the last full build": func(t *testing.T, s *liveSite, m snapshot.Manifest) {
			s.now = s.now.Add(FullEvery + time.Hour)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newLiveSite(t, 50)
			last := s.run(t).Manifest
			lost := catalog.Product{ID: "p0001", Title: "thing whose change was lost"}
			if _, err := s.memory.Put(t.Context(), []catalog.Product{lost}); err != nil {
				t.Fatal(err)
			}
			s.write(t, catalog.Product{ID: "p0002", Title: "thing that changed"})
			prepare(t, s, last)
			if r := s.run(t); !r.Published || r.Embedded != 1 {
				t.Errorf("report = %+v, want the lost change found; log: %s", r, s.log.String())
			}
		})
	}
}

// Only the source of the published snapshot stays in the bucket.
func TestOldSourcesAreDeleted(t *testing.T) {
	s := newLiveSite(t, 50)
	s.run(t)
	s.write(t, catalog.Product{ID: "p0002", Title: "thing that changed"})
	m := s.run(t).Manifest
	objects, err := s.Bucket.List(t.Context(), sourcesRoot)
	if err != nil || len(objects) != 6 {
		t.Errorf("%d objects of sources, %v, want 6", len(objects), err)
	}
	for _, o := range objects {
		if !strings.HasPrefix(o.Name, sourceObject(m.Version, "")) {
			t.Errorf("%s is left of an older build", o.Name)
		}
	}
}
