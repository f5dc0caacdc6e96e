package build

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// flatFile is an Indexer with exact search. Its files contain the vectors in reverse order.
type flatFile struct{ recall float64 }

func (f flatFile) Build(_ context.Context, dim int, vectors []float32, path string, progress func(done, total int64)) ([]int64, string, error) {
	n := len(vectors) / dim
	order := make([]int64, n)
	data := binary.LittleEndian.AppendUint32(nil, uint32(dim))
	for r := range order {
		order[r] = int64(n - 1 - r)
		for _, x := range vectors[int(order[r])*dim : int(order[r]+1)*dim] {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
		}
	}
	progress(1, 1)
	return order, "Reversed", os.WriteFile(path, data, 0o600)
}

func (f flatFile) Tune(_ context.Context, path string, exact vector.Index, queries [][]float32, k int, floor float64) (vector.SearchParams, float64, error) {
	if f.recall < floor {
		return vector.SearchParams{}, f.recall, errors.New("recall is too low")
	}
	ix, err := f.Open(path, vector.SearchParams{})
	if err != nil {
		return vector.SearchParams{}, 0, err
	}
	recall, err := vector.Recall(ix, exact, queries, k)
	return vector.SearchParams{NProbe: 7, KFactor: 3}, recall, err
}

func (f flatFile) Open(path string, _ vector.SearchParams) (vector.Index, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var vectors []float32
	for i := 4; i < len(data); i += 4 {
		vectors = append(vectors, math.Float32frombits(binary.LittleEndian.Uint32(data[i:])))
	}
	return vector.NewFlat(int(binary.LittleEndian.Uint32(data)), vectors)
}

// counting is an Embedder that fails when the channel documents is full.
type counting struct {
	*embed.Fake
	documents chan struct{} // receives a value for each embedded document
}

func (c counting) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	select {
	case c.documents <- struct{}{}:
		return c.Fake.EmbedDocument(ctx, text)
	default:
		return nil, errors.New("killed")
	}
}

// A site is a Builder with its catalog and clock.
type site struct {
	*Builder
	memory *catalog.Memory
	now    time.Time
}

func newSite(t *testing.T, products int) *site {
	t.Helper()
	s := &site{memory: catalog.NewMemory(), now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	s.Builder = &Builder{
		Products: s.memory, Embeddings: s.memory, Embedder: embed.NewFake(64), Indexer: flatFile{recall: 1},
		Bucket: snapshot.NewMemoryBucket(), Workers: 4, TempDir: t.TempDir(),
		Now:      func() time.Time { s.now = s.now.Add(time.Second); return s.now },
		Progress: func(string, int64, int64) {}, Logger: slog.New(slog.DiscardHandler),
	}
	s.put(t, 0, products, "")
	return s
}

// put stores products n to m-1. Their titles end in suffix.
func (s *site) put(t *testing.T, n, m int, suffix string) {
	t.Helper()
	var products []catalog.Product
	for i := n; i < m; i++ {
		products = append(products, catalog.Product{
			ID: catalog.ID(fmt.Sprintf("p%04d", i)), Title: fmt.Sprintf("thing number%d %s", i, suffix),
			Category: []string{fmt.Sprintf("c%d", i%7)}, Rating: float64(i%5) + 1, RatingCount: i * 10, UpdatedAt: s.now,
			Price: catalog.Money{Amount: int64(i), Currency: []string{"GBP", "EUR", "GBP"}[i%3]},
		})
	}
	if _, err := s.memory.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
}

func (s *site) run(t *testing.T) Report {
	t.Helper()
	r, err := s.Run(t.Context())
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	return r
}

// fetch downloads the published snapshot.
func (s *site) fetch(t *testing.T) snapshot.Local {
	t.Helper()
	m, _, err := snapshot.Current(t.Context(), s.Bucket)
	if err != nil {
		t.Fatal(err)
	}
	b, err := snapshot.Fetch(t.Context(), s.Bucket, m.Version, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRunPublishesAllProducts(t *testing.T) {
	s := newSite(t, 500)
	r := s.run(t)
	if r.Products != 500 || r.Embedded != 500 || !r.Published {
		t.Errorf("report = %+v, want 500 products embedded and published", r)
	}
	b := s.fetch(t)
	m := b.Manifest
	if m.Count != 500 || m.Dim != 64 || m.Model != s.Embedder.Model() || m.Index.SearchParams != (vector.SearchParams{NProbe: 7, KFactor: 3}) || m.Index.RecallAt10 != 1 || m.Index.RecallQueries != sampleSize {
		t.Errorf("manifest = %+v, want it to describe the 500 products and the index of flatFile", m)
	}
	cards, err := snapshot.OpenCards(b.Path(snapshot.CardsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer cards.Close()
	index, err := flatFile{}.Open(b.Path(snapshot.IndexFile), vector.SearchParams{})
	if err != nil {
		t.Fatal(err)
	}
	for p := range s.memory.All(t.Context()) {
		row, ok := cards.Row(string(p.ID))
		if !ok {
			t.Fatalf("product %s has no card", p.ID)
		}
		q, err := s.Embedder.EmbedDocument(t.Context(), p.Text())
		if err != nil {
			t.Fatal(err)
		}
		hits, err := index.Search(q, 50) // the fake embedder gives some products equal vectors
		if err != nil || !slices.Contains(hits, vector.Hit{Row: row}) {
			t.Fatalf("Search for product %s, row %d = %v, %v", p.ID, row, hits, err)
		}
	}
	words, err := lexical.Open(b.Path(snapshot.LexicalFile))
	if err != nil {
		t.Fatal(err)
	}
	defer words.Close()
	row, _ := cards.Row("p0123")
	q, err := words.NewQuery("a thing, number123")
	if err != nil {
		t.Fatal(err)
	}
	if got := q.Best(1, func(int64) bool { return true }); len(got) != 1 || got[0].Row != row {
		t.Errorf("Best(1) for the words of p0123 = %v, want row %d", got, row)
	}
	if m.Currency != "GBP" || words.Price(row) != (catalog.Money{Amount: 123, Currency: "GBP"}) {
		t.Errorf("currency = %q, price of p0123 = %v, want GBP and 123 GBP in minor units", m.Currency, words.Price(row))
	}
	if got := cards.Featured(); len(got) != featured {
		t.Errorf("%d featured rows, want %d", len(got), featured)
	}
}

func TestSecondRunDoesNothing(t *testing.T) {
	s := newSite(t, 50)
	first := s.run(t)
	second := s.run(t)
	if second.Published || second.Embedded != 0 || second.Manifest.Version != first.Manifest.Version {
		t.Errorf("second run = %+v, want nothing embedded or published", second)
	}
}

func TestRunEmbedsOnlyChangedProducts(t *testing.T) {
	s := newSite(t, 300)
	s.run(t)
	s.put(t, 10, 15, "changed")
	s.put(t, 300, 303, "")
	if r := s.run(t); r.Embedded != 8 || r.Products != 303 || !r.Published {
		t.Errorf("report = %+v, want 8 of 303 products embedded", r)
	}
}

func TestPriceChangePublishesWithoutEmbedding(t *testing.T) {
	s := newSite(t, 20)
	s.run(t)
	p, err := s.memory.Get(t.Context(), "p0003")
	if err != nil {
		t.Fatal(err)
	}
	p.Price = catalog.Money{Amount: 100, Currency: "USD"}
	if _, err := s.memory.Put(t.Context(), []catalog.Product{p}); err != nil {
		t.Fatal(err)
	}
	if r := s.run(t); r.Embedded != 0 || !r.Published {
		t.Errorf("report = %+v, want a new snapshot and nothing embedded", r)
	}
}

func TestNewModelEmbedsAllProducts(t *testing.T) {
	s := newSite(t, 30)
	s.run(t)
	s.Embedder = embed.NewFake(24)
	if r := s.run(t); r.Embedded != 30 || r.Manifest.Dim != 24 {
		t.Errorf("report = %+v, want 30 products embedded with dimension 24", r)
	}
}

func TestRunResumesAfterKillWhileEmbedding(t *testing.T) {
	s := newSite(t, 500)
	s.Embedder = counting{embed.NewFake(64), make(chan struct{}, 350)} // fails at document 351
	if _, err := s.Run(t.Context()); err == nil {
		t.Fatal("Run with a failing embedder returned no error")
	}
	if _, _, err := snapshot.Current(t.Context(), s.Bucket); !errors.Is(err, snapshot.ErrNoIndex) {
		t.Errorf("Current after the kill = %v, want ErrNoIndex", err)
	}
	s.Embedder = embed.NewFake(64)
	if r := s.run(t); r.Embedded > 500-2*input.BatchSize || r.Embedded == 0 {
		t.Errorf("the next run embedded %d products, want 1 to %d", r.Embedded, 500-2*input.BatchSize)
	}
}

func TestRunRejectsBadSnapshots(t *testing.T) {
	tests := []struct {
		name   string
		damage func(t *testing.T, s *site)
		want   string
	}{
		{"below the recall floor", func(t *testing.T, s *site) {
			s.put(t, 0, 1, "new")
			s.Indexer = flatFile{recall: RecallFloor(1) - 0.001}
		}, "recall"},
		{"many products deleted", func(t *testing.T, s *site) {
			var ids []catalog.ID
			for i := range 20 {
				ids = append(ids, catalog.ID(fmt.Sprintf("p%04d", i)))
			}
			if err := s.memory.Delete(t.Context(), ids); err != nil {
				t.Fatal(err)
			}
		}, "ALLOW_SHRINK"},
		{"incomplete read", func(t *testing.T, s *site) { s.Products = short{s.memory} }, "read 50 products of 100"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t, 100)
			before := s.run(t).Manifest.Version
			tt.damage(t, s)
			if _, err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Run = %v, want an error with %q", err, tt.want)
			}
			if m, _, err := snapshot.Current(t.Context(), s.Bucket); err != nil || m.Version != before {
				t.Errorf("current snapshot = %s, %v, want %s as before", m.Version, err, before)
			}
		})
	}
}

// short is a store whose All yields only the first 50 products.
type short struct{ *catalog.Memory }

func (s short) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		n := 0
		for p, err := range s.Memory.All(ctx) {
			if n++; n > 50 || !yield(p, err) {
				return
			}
		}
	}
}

func TestAllowShrinkDeletesOrphanedEmbeddings(t *testing.T) {
	s := newSite(t, 100)
	s.run(t)
	if err := s.memory.Delete(t.Context(), []catalog.ID{"p0000", "p0001"}); err != nil {
		t.Fatal(err)
	}
	s.AllowShrink = true
	if r := s.run(t); r.Products != 98 || !r.Published {
		t.Errorf("report = %+v, want 98 products published", r)
	}
	for e := range s.memory.AllEmbeddings(t.Context()) {
		if e.ID == "p0000" || e.ID == "p0001" {
			t.Errorf("the embedding of the deleted product %s still exists", e.ID)
		}
	}
}

func TestRunReportsEmptyCatalog(t *testing.T) {
	if _, err := newSite(t, 0).Run(t.Context()); !errors.Is(err, ErrNoProducts) {
		t.Errorf("Run = %v, want ErrNoProducts", err)
	}
}

// failing is a bucket whose writes fail when the channel writesLeft is full.
type failing struct {
	snapshot.Bucket
	writesLeft chan struct{}
}

func (f failing) Write(ctx context.Context, name string, r io.Reader, gen int64) (snapshot.Object, error) {
	select {
	case f.writesLeft <- struct{}{}:
		return f.Bucket.Write(ctx, name, r, gen)
	default:
		return snapshot.Object{}, errors.New("killed")
	}
}

func TestKillAtAnyWriteKeepsThePublishedSnapshot(t *testing.T) {
	for writes := range 4 { // index, cards, manifest, pointer
		t.Run(fmt.Sprint(writes), func(t *testing.T) {
			s := newSite(t, 40)
			before := s.run(t).Manifest.Version
			whole := s.Bucket
			s.put(t, 40, 44, "")
			s.Bucket = failing{whole, make(chan struct{}, writes)}
			if _, err := s.Run(t.Context()); err == nil {
				t.Fatal("Run returned no error")
			}
			s.Bucket = whole
			if b := s.fetch(t); b.Manifest.Version != before {
				t.Errorf("current = %s, want %s", b.Manifest.Version, before)
			}
			if r := s.run(t); !r.Published || r.Embedded != 0 || s.fetch(t).Manifest.Count != 44 {
				t.Errorf("the next run = %+v, want 44 products published and nothing embedded again", r)
			}
		})
	}
}

// racing is a bucket that lets another builder publish during an upload.
type racing struct {
	snapshot.Bucket
	other func()
}

func (r *racing) Write(ctx context.Context, name string, data io.Reader, gen int64) (snapshot.Object, error) {
	if other := r.other; other != nil && strings.HasSuffix(name, "manifest.json") {
		r.other = nil
		other()
	}
	return r.Bucket.Write(ctx, name, data, gen)
}

func TestTwoBuildersReportRace(t *testing.T) {
	s := newSite(t, 40)
	plain := s.Bucket
	var winner string
	s.Bucket = &racing{plain, func() {
		other := *s.Builder
		other.Bucket = plain
		r, err := other.Run(t.Context())
		if err != nil {
			t.Errorf("the other builder: %v", err)
		}
		winner = r.Manifest.Version
	}}
	if _, err := s.Run(t.Context()); !errors.Is(err, snapshot.ErrRaced) {
		t.Errorf("Run = %v, want ErrRaced", err)
	}
	s.Bucket = plain
	if got := s.fetch(t).Manifest.Version; got != winner || got == "" {
		t.Errorf("current snapshot = %q, want %q from the builder that published first", got, winner)
	}
}

func TestRunReplacesDamagedSnapshot(t *testing.T) {
	for _, object := range []string{"indexes/current.json", "manifest.json"} {
		t.Run(object, func(t *testing.T) {
			s := newSite(t, 20)
			if v := s.run(t).Manifest.Version; object == "manifest.json" {
				object = "indexes/" + v + "/" + object
			}
			if _, err := s.Bucket.Write(t.Context(), object, strings.NewReader("{"), snapshot.AnyGeneration); err != nil {
				t.Fatal(err)
			}
			if r := s.run(t); !r.Published || s.fetch(t).Manifest.Count != 20 {
				t.Errorf("report = %+v, want a new snapshot of 20 products", r)
			}
		})
	}
}

func TestRunKeepsLastThreeSnapshots(t *testing.T) {
	s := newSite(t, 20)
	for i := range 6 {
		s.put(t, 20+i, 21+i, "")
		s.run(t)
	}
	objects, err := s.Bucket.List(t.Context(), "indexes/2")
	if err != nil {
		t.Fatal(err)
	}
	const files = 6 // index, cards, words, spelling, suggestions, manifest
	if len(objects) != files*KeepSnapshots {
		t.Errorf("%d objects remain, want %d of %d snapshots: %v", len(objects), files*KeepSnapshots, KeepSnapshots, objects)
	}
}

// damaged is a store in which some products cannot be decoded or are invalid.
type damaged struct {
	*catalog.Memory
	undecodable, invalid map[catalog.ID]bool
}

func (d damaged) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for p, err := range d.Memory.All(ctx) {
			if d.undecodable[p.ID] {
				p, err = catalog.Product{}, &catalog.DecodeError{ID: p.ID, Err: errors.New("price is a string")}
			}
			if d.invalid[p.ID] {
				p.Price.Amount = -1
			}
			if !yield(p, err) {
				return
			}
		}
	}
}

// TestRunLeavesOutWhatIsNotOffered checks that many drafts do not look like an incomplete read, and keep their embeddings.
func TestRunLeavesOutWhatIsNotOffered(t *testing.T) {
	s := newSite(t, 100)
	s.run(t)
	offer := func(state catalog.State) {
		t.Helper()
		var products []catalog.Product
		for p, err := range s.memory.All(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if len(products) < 30 {
				p.State = state
				products = append(products, p)
			}
		}
		if _, err := s.memory.Put(t.Context(), products); err != nil {
			t.Fatal(err)
		}
	}
	offer(catalog.Draft)
	if r := s.run(t); r.Products != 70 || !r.Published || s.fetch(t).Manifest.Count != 70 {
		t.Errorf("report = %+v, want the 70 products that are offered", r)
	}
	offer("")
	if r := s.run(t); r.Products != 100 || r.Embedded != 0 {
		t.Errorf("report = %+v, want all 100 products and nothing embedded again", r)
	}
}

func TestRunSkipsInvalidProducts(t *testing.T) {
	s := newSite(t, 100)
	s.run(t)
	s.Products = damaged{s.memory, map[catalog.ID]bool{"p0003": true}, map[catalog.ID]bool{"p0008": true}}
	var log strings.Builder
	s.Logger = slog.New(slog.NewTextHandler(&log, nil))
	r := s.run(t)
	if r.Products != 98 || r.Skipped != 2 || !r.Published || s.fetch(t).Manifest.Count != 98 {
		t.Errorf("report = %+v, want 98 products published and 2 products skipped", r)
	}
	for _, want := range []string{"skipped=2", "p0003: price is a string", "p0008: price"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("log lacks %q:\n%s", want, &log)
		}
	}
	if r := s.run(t); r.Published || r.Skipped != 2 {
		t.Errorf("second report = %+v, want nothing published and 2 products skipped", r)
	}
	s.Products = s.memory
	if r := s.run(t); r.Products != 100 || r.Skipped != 0 || r.Embedded != 0 {
		t.Errorf("report after the repair = %+v, want 100 products and nothing embedded", r)
	}
}

func TestRunRejectsManyInvalidProducts(t *testing.T) {
	s := newSite(t, 100)
	before := s.run(t).Manifest.Version
	bad := make(map[catalog.ID]bool)
	for i := range 20 {
		bad[catalog.ID(fmt.Sprintf("p%04d", i))] = true
	}
	s.Products = damaged{s.memory, nil, bad}
	if _, err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "20 of 100 products are invalid") {
		t.Errorf("Run = %v, want an error with the number of invalid products", err)
	}
	if v := s.fetch(t).Manifest.Version; v != before {
		t.Errorf("current snapshot = %s, want %s as before", v, before)
	}
}

// Somebody went back to an older version. Builds wait until the newest one is active again.
func TestHeldVersionIsNotReplaced(t *testing.T) {
	s := newSite(t, 10)
	first := s.run(t).Manifest.Version
	s.put(t, 10, 12, "")
	second := s.run(t).Manifest.Version
	if err := snapshot.Activate(t.Context(), s.Bucket, first); err != nil {
		t.Fatal(err)
	}
	s.put(t, 12, 14, "")
	if r := s.run(t); !r.Held || r.Published || r.Manifest.Version != first {
		t.Errorf("build while %s is held: %+v", first, r)
	}
	if err := snapshot.Activate(t.Context(), s.Bucket, second); err != nil {
		t.Fatal(err)
	}
	if r := s.run(t); r.Held || !r.Published || r.Products != 14 {
		t.Errorf("build after the hold: %+v, want all 14 products published", r)
	}
}
