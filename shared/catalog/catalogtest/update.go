package catalogtest

import (
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/catalog"
)

// UpdaterStore is a catalog.Store that also changes single products.
type UpdaterStore interface {
	catalog.Store
	catalog.Updater
}

// TestUpdater tests an implementation of catalog.Updater. For each subtest it calls open, which must return an empty store.
func TestUpdater(t *testing.T, open func(t *testing.T) UpdaterStore) {
	t.Run("Update", func(t *testing.T) { testUpdate(t, open(t)) })
	t.Run("RefusedUpdateChangesNothing", func(t *testing.T) { testUpdateRefused(t, open(t)) })
	t.Run("NotFound", func(t *testing.T) { testUpdateNotFound(t, open(t)) })
	t.Run("ConcurrentUpdatesAreNotLost", func(t *testing.T) { testUpdateConcurrent(t, open(t)) })
}

func testUpdate(t *testing.T, s UpdaterStore) {
	put(t, s, 2, full("a"), product("b"))
	want := full("a")
	want.Price.Amount, want.UpdatedAt = 7, want.UpdatedAt.Add(time.Minute)
	got, err := s.Update(t.Context(), "a", func(p catalog.Product) (catalog.Product, error) {
		p.Price.Amount, p.UpdatedAt = 7, p.UpdatedAt.Add(time.Minute)
		return p, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Update (-want +got):\n%s", diff)
	}
	checkStored(t, s, want, product("b"))
}

func testUpdateRefused(t *testing.T, s UpdaterStore) {
	put(t, s, 1, product("a"))
	refused := errors.New("refused")
	for name, change := range map[string]func(p catalog.Product) (catalog.Product, error){
		"error":         func(p catalog.Product) (catalog.Product, error) { return p, refused },
		"invalid":       func(p catalog.Product) (catalog.Product, error) { p.Title = ""; return p, nil },
		"of another ID": func(p catalog.Product) (catalog.Product, error) { p.ID = "b"; return p, nil },
	} {
		if _, err := s.Update(t.Context(), "a", change); err == nil || name == "error" && !errors.Is(err, refused) {
			t.Errorf("Update with a change that is %s = %v, want an error", name, err)
		}
	}
	checkStored(t, s, product("a"))
}

func testUpdateNotFound(t *testing.T, s UpdaterStore) {
	for _, id := range []catalog.ID{"a", "", "a/b"} {
		_, err := s.Update(t.Context(), id, func(p catalog.Product) (catalog.Product, error) { return p, nil })
		if !errors.Is(err, catalog.ErrNotFound) {
			t.Errorf("Update(%q) = %v, want ErrNotFound", id, err)
		}
	}
}

func testUpdateConcurrent(t *testing.T, s UpdaterStore) {
	put(t, s, 1, product("a"))
	const updates = 4
	var wg sync.WaitGroup
	for range updates {
		wg.Go(func() {
			_, err := s.Update(t.Context(), "a", func(p catalog.Product) (catalog.Product, error) {
				n, _ := strconv.Atoi(p.SKU)
				p.SKU = strconv.Itoa(n + 1)
				return p, nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if p, err := s.Get(t.Context(), "a"); err != nil || p.SKU != strconv.Itoa(updates) {
		t.Errorf("after %d concurrent updates: %q, %v, want %d", updates, p.SKU, err, updates)
	}
}
