package load

import (
	"context"
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
)

// malformed is a store with a malformed product.
type malformed struct {
	catalog.Store
	id catalog.ID
}

func (m malformed) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for p, err := range m.Store.All(ctx) {
			if p.ID == m.id {
				p, err = catalog.Product{}, &catalog.DecodeError{ID: m.id, Err: errKilled}
			}
			if !yield(p, err) {
				return
			}
		}
	}
}

// once returns a hook that runs f ahead of the first write of a product.
func once(i int, f func()) func([]catalog.ID) error {
	var first sync.Once
	return func(ids []catalog.ID) error {
		if slices.Contains(ids, idOf(i)) {
			first.Do(f)
		}
		return nil
	}
}

// The products of a batch change after the loader has read them and before it writes them. The functions write the new
// states first. In the end, the engine has them.
func TestNewerStatesWinOverALoad(t *testing.T) {
	s := newShop(t, 300)
	s.engine.before = once(250, func() {
		s.put(t, 250, 251, "newer")
		s.track(t, 250)
		s.delete(t, 251)
		s.track(t, 251)
		s.put(t, 252, 253, "newer")
		s.track(t, 252)
		s.put(t, 252, 253, "newest") // its event comes later
		s.put(t, 300, 301, "new")
		s.track(t, 300)
	})
	s.run(t)
	s.track(t, 252)
	s.wantEqual(t)
}

// The same, with polls between the writes: what a poll has written is not replaced by the batches after it.
func TestNewerStatesWinOverALoadThatPolls(t *testing.T) {
	s := newShop(t, 900)
	s.Workers = 1
	var now sync.Mutex
	s.Now = func() time.Time { now.Lock(); defer now.Unlock(); s.now = s.now.Add(pollEvery); return s.now }
	s.engine.before = once(10, func() {
		for _, i := range []int{10, 350, 650, 850} {
			s.put(t, i, i+1, "newer")
			s.track(t, i)
		}
	})
	s.run(t)
	s.wantEqual(t)
}

// A product comes back between the moment in which the loader sees that it is gone and its deletion.
func TestADeletedProductThatComesBackStays(t *testing.T) {
	s := newShop(t, 100)
	s.run(t)
	s.delete(t, 40)
	s.engine.before = once(40, func() {
		s.put(t, 40, 41, "again")
		s.track(t, 40)
	})
	s.full(t)
	s.wantEqual(t)
}

// gettingStore calls before ahead of each read of a single product.
type gettingStore struct {
	*catalog.Memory
	before func(catalog.ID)
}

func (g gettingStore) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	g.before(id)
	return g.Memory.Get(ctx, id)
}

// A product is added after the loader has passed its ID, and is in the engine, so the loader must not delete it.
func TestAProductThatIsAddedWhileTheLoaderRunsStays(t *testing.T) {
	s := newShop(t, 100)
	s.run(t)
	s.delete(t, 3)
	s.Products = gettingStore{s.memory, func(id catalog.ID) {
		if id == idOf(3) {
			s.put(t, 3, 4, "")
		}
	}}
	if r := s.full(t); r.Deleted != 0 {
		t.Errorf("run: %+v, want nothing deleted", r)
	}
	s.wantEqual(t)
}

// While the collection of a new model is loaded, the functions still record vectors of the old one.
func TestChangesByTheOldModelReachTheNewCollection(t *testing.T) {
	s := newShop(t, 100)
	s.run(t)
	s.Embedder = named{embed.NewFake(16), "new"}
	s.engine.before = once(60, func() {
		s.put(t, 60, 61, "newer")
		s.track(t, 60)
	})
	s.run(t)
	s.wantEqual(t)
	s.put(t, 61, 62, "after the load")
	s.track(t, 61)
	if r := s.run(t); r.Full || r.Written == 0 {
		t.Errorf("run: %+v, want the change by the old model written", r)
	}
	s.wantEqual(t)
	found, err := s.collection(t).Get(t.Context(), []catalog.ID{idOf(61)})
	if err != nil || len(found) != 1 || s.collection(t).(*engine.Memory).Info().Model != "new" {
		t.Errorf("Get = %v, %v, want the product in the new collection", found, err)
	}
}
