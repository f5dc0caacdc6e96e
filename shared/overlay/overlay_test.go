package overlay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/snapshot"
)

func has(v *overlay.View, id catalog.ID) bool {
	_, ok := v.Current().Cards.Row(id)
	return ok
}

// A new snapshot drops the changes that it contains, without a gap and without a double.
func TestSwap(t *testing.T) {
	s := newShop(t, overlay.Config{})
	s.put(t, numbered(3)...)
	old := s.attach(t)
	s.put(t, product("new", "brand new bag"))
	next, contains := s.build(t) // contains the new product
	s.put(t, product("newer", "another bag"))
	s.delete(t, "p000")
	swapped := s.overlay.Attach(next, contains)
	for name, v := range map[string]*overlay.View{"old": old, "new": swapped} {
		if !has(v, "new") || !has(v, "newer") || has(v, "p000") {
			t.Errorf("%s snapshot: new %t, newer %t, deleted %t", name, has(v, "new"), has(v, "newer"), has(v, "p000"))
		}
	}
	if n := swapped.Current().Index.Len(); n != 4+1 {
		t.Errorf("the new snapshot has %d rows with its changes, want its 4 and one newer", n)
	}
	old.Close()
	if i := s.overlay.Info(); i.Changes != 2 || i.Rows != 1 {
		t.Errorf("after the swap Info = %+v, want only the newer product and the deletion", i)
	}
	s.put(t, product("newest", "third bag"))
	if !has(swapped, "newest") || has(old, "newest") {
		t.Error("after the swap, changes must reach only the new snapshot")
	}
}

// After a rollback, the changes since the older snapshot are read again.
func TestRollback(t *testing.T) {
	s := newShop(t, overlay.Config{})
	s.put(t, numbered(3)...)
	older, since := s.build(t)
	s.put(t, product("between", "bag"))
	current := s.attach(t)
	if err := s.overlay.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	back := s.overlay.Attach(older, since)
	current.Close()
	if err := s.overlay.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !has(back, "between") {
		t.Error("the older snapshot misses a change that the newer one contains")
	}
}

// An old state never replaces a newer one, in whatever order the changes arrive.
func TestLateChange(t *testing.T) {
	source := &scripted{}
	o := overlay.New(overlay.Config{Changes: source, Every: noTimer, Logger: slog.New(slog.DiscardHandler)})
	v := o.Attach(snapshotOf(t, numbered(2)), at(0))
	p := product("p000", "newest")
	vec, _ := embedder.EmbedDocument(t.Context(), p.Text())
	newest := change.Change{ID: p.ID, Product: &p, Vector: vec, Model: embedder.Model(), At: at(9)}
	q := product("p000", "old")
	old := newest
	old.Product, old.At = &q, at(5)
	for _, c := range []change.Change{newest, old, {ID: "p000", At: at(8)}, {ID: "p001", At: at(0)}} {
		source.next = []change.Change{c}
		if err := o.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	row, ok := v.Current().Cards.Row("p000")
	if card, err := v.Current().Cards.Card(row); !ok || err != nil || card.Title != "newest" {
		t.Errorf("card = %+v, %t, %v, want the newest", card, ok, err)
	}
	if !has(v, "p001") {
		t.Error("a change that the snapshot contains was applied")
	}
}

func at(seconds int) time.Time { return time.Unix(1_700_000_000+int64(seconds), 0) }

// scripted yields its next changes once, then fails with err, if set.
type scripted struct {
	next []change.Change
	err  error
	from []time.Time // the arguments
}

func (s *scripted) Since(_ context.Context, after time.Time, use func(change.Change) error) (time.Time, error) {
	s.from = append(s.from, after)
	for _, c := range s.next {
		if err := use(c); err != nil {
			return after, err
		}
	}
	s.next = nil
	return at(100 * len(s.from)), s.err
}

// A read that fails halfway keeps what it read, and the next read begins at the same time.
func TestFailedRead(t *testing.T) {
	source := &scripted{next: []change.Change{{ID: "p000", At: at(3)}}, err: errors.New("fault")}
	o := overlay.New(overlay.Config{Changes: source, Every: noTimer, Logger: slog.New(slog.DiscardHandler)})
	v := o.Attach(snapshotOf(t, numbered(2)), at(0))
	if err := o.Poll(t.Context()); !errors.Is(err, source.err) {
		t.Errorf("Poll = %v, want the fault", err)
	}
	if has(v, "p000") {
		t.Error("the change that was read before the fault is not in use")
	}
	source.err = nil
	for range 2 {
		if err := o.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := []time.Time{at(0).Add(-change.Overlap), at(0).Add(-change.Overlap), at(200).Add(-change.Overlap)}
	if fmt.Sprint(source.from) != fmt.Sprint(want) {
		t.Errorf("reads begin at %v, want %v", source.from, want)
	}
}

// Beyond its limits, the overlay says so once.
func TestLimits(t *testing.T) {
	var log bytes.Buffer
	s := newShop(t, overlay.Config{MaxBytes: 10_000, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	s.put(t, numbered(3)...)
	v := s.attach(t)
	for i := range 20 {
		s.put(t, product(catalog.ID(fmt.Sprintf("n%d", i)), "bag"))
	}
	i := s.overlay.Info()
	if i.Rows == 0 || i.Reduced == 0 || i.Rows+i.Reduced != 20 || i.Bytes > 10_000+20*300 {
		t.Errorf("Info = %+v, want 20 changes, most of them reduced, and about 10,000 bytes", i)
	}
	if n := strings.Count(log.String(), "overlay is full"); n != 1 {
		t.Errorf("%d log lines say that the overlay is full, want 1: %s", n, log.String())
	}
	s.delete(t, "p000")
	if has(v, "p000") {
		t.Error("a full overlay shows a deleted product")
	}
}

// A new snapshot makes room in a full overlay. The products that had none are complete after the next read.
func TestSwapMakesRoom(t *testing.T) {
	s := newShop(t, overlay.Config{MaxRows: 2})
	s.put(t, numbered(3)...)
	old := s.attach(t)
	s.put(t, product("n1", "red bag"), product("n2", "blue bag"))
	next, contains := s.build(t)
	s.put(t, product("p000", "renamed"), product("n3", "green bag"))
	if has(old, "n3") || s.overlay.Info().Reduced != 2 {
		t.Fatalf("Info = %+v, want a full overlay with two reduced products", s.overlay.Info())
	}
	v := s.overlay.Attach(next, contains)
	old.Close()
	if err := s.overlay.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	row, _ := v.Current().Cards.Row("p000")
	card, err := v.Current().Cards.Card(row)
	if err != nil || card.Title != "renamed" || !has(v, "n3") || s.overlay.Info().Reduced != 0 {
		t.Errorf("after the swap: card %+v, %v, new product %t, Info %+v; want all changes", card, err, has(v, "n3"), s.overlay.Info())
	}
}

// The default limits hold, and removals are known beyond them.
func TestDefaultLimits(t *testing.T) {
	s := newShop(t, overlay.Config{})
	s.put(t, numbered(3)...)
	v := s.attach(t)
	at := time.Now()
	source := &scripted{}
	o := overlay.New(overlay.Config{Changes: source, Every: noTimer, Logger: slog.New(slog.DiscardHandler)})
	live := o.Attach(v.Current(), time.Time{})
	for i := range overlay.DefaultMaxRows + 5 {
		p := product(catalog.ID(fmt.Sprintf("n%05d", i)), "bag")
		source.next = append(source.next, change.Change{ID: p.ID, Product: &p, Vector: make([]float32, embedder.Dim()), Model: embedder.Model(), At: at})
	}
	soldOut := product("p001", "renamed")
	soldOut.Availability = catalog.OutOfStock
	source.next = append(source.next, change.Change{ID: "p000", At: at},
		change.Change{ID: "p001", Product: &soldOut, Vector: make([]float32, embedder.Dim()), Model: embedder.Model(), At: at})
	if err := o.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if i := o.Info(); i.Rows != overlay.DefaultMaxRows || i.Reduced != 6 || i.Bytes > overlay.DefaultMaxBytes {
		t.Errorf("Info = %+v, want %d rows, 6 reduced ones, and at most %d bytes", i, overlay.DefaultMaxRows, overlay.DefaultMaxBytes)
	}
	if row, ok := live.Current().Cards.Row("p001"); !ok || live.Current().Cards.Flags(row) != snapshot.Unavailable || has(live, "p000") {
		t.Error("a full overlay does not know that a product is sold out, and another one gone")
	}
}

// Requests start the reads, and never wait for them.
func TestPokeReadsInTheBackground(t *testing.T) {
	source := &blocking{released: make(chan struct{})}
	o := overlay.New(overlay.Config{Changes: source, Every: noTimer, Logger: slog.New(slog.DiscardHandler)})
	v := o.Attach(snapshotOf(t, numbered(2)), at(0))
	for range 100 {
		o.Poke() // would not return if it waited
		if !has(v, "p000") {
			t.Fatal("a change is in use before it was read")
		}
	}
	o.Await(t.Context(), time.Millisecond) // the limit passes
	close(source.released)
	o.Await(t.Context(), time.Hour)
	if has(v, "p000") {
		t.Error("Await returned before the first read")
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	o.Poke() // must not start a read after Close
	if source.calls != 1 {
		t.Errorf("%d reads, want 1", source.calls)
	}
}

// blocking removes p000 when it is released.
type blocking struct {
	released chan struct{}
	calls    int
}

func (b *blocking) Since(_ context.Context, after time.Time, use func(change.Change) error) (time.Time, error) {
	b.calls++
	<-b.released
	return after, use(change.Change{ID: "p000", At: at(1)})
}

// Requests search while changes arrive and snapshots are swapped.
func TestConcurrentUse(t *testing.T) {
	s := newShop(t, overlay.Config{})
	s.put(t, numbered(20)...)
	v := s.attach(t)
	query, err := embedder.EmbedQuery(t.Context(), "red speaker")
	if err != nil {
		t.Fatal(err)
	}
	var readers sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				view := v.Current()
				hits, err := view.Index.Search(query, 5)
				if err != nil || len(hits) != 5 {
					t.Errorf("Search = %v, %v, want five hits", hits, err)
					return
				}
				for _, h := range hits {
					if _, err := view.Cards.Card(h.Row); err != nil {
						t.Errorf("card of a hit: %v", err)
					}
				}
			}
		})
	}
	for i := range 30 {
		s.put(t, product(catalog.ID(fmt.Sprintf("n%d", i%7)), fmt.Sprintf("red speaker %d", i)))
		if i%10 == 5 {
			other := s.attach(t)
			other.Close()
		}
		if i%5 == 0 {
			s.delete(t, catalog.ID(fmt.Sprintf("p%03d", i)))
		}
	}
	close(done)
	readers.Wait()
}

// A snapshot of an older builder does not tell which changes it contains. All changes count then, from the beginning.
func TestSnapshotOfUnknownTime(t *testing.T) {
	source := &scripted{next: []change.Change{{ID: "p000", At: at(3)}}}
	o := overlay.New(overlay.Config{Changes: source, Every: noTimer, Logger: slog.New(slog.DiscardHandler)})
	v := o.Attach(snapshotOf(t, numbered(2)), time.Time{})
	if err := o.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !source.from[0].IsZero() || has(v, "p000") {
		t.Errorf("the read begins at %s, want the zero time: a database has nothing before it", source.from[0])
	}
}
