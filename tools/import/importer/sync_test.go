package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
)

// numberedRows returns a source with the products from, from+1, … and other lines.
func numberedRows(from, to int, more ...string) Source {
	lines := []string{"id,name,price_usd"}
	for i := from; i < to; i++ {
		lines = append(lines, fmt.Sprintf("p%04d,product %d,%d", i, i, i+1))
	}
	return Bytes("feed.csv", []byte(strings.Join(append(lines, more...), "\n")+"\n"))
}

// syncOnce does what the program does with --sync.
func syncOnce(t *testing.T, store SyncStore, embeddings catalog.Embeddings, src Source, opts Options) (removed int, err error) {
	t.Helper()
	opts.Source, opts.Seen = "feed", NewSeen()
	preview, err := Check(t.Context(), src, opts, nil)
	if err != nil {
		t.Fatal(err)
	}
	removal, err := PlanRemoval(t.Context(), store, "feed", opts.Seen, opts.IDPrefix, []*Preview{preview})
	if err != nil {
		t.Fatal(err)
	}
	if err := removal.Check(false); err != nil {
		return 0, err
	}
	opts.Checked = preview
	if _, err := Run(t.Context(), store, src, opts); err != nil {
		return 0, err
	}
	return removal.Remove(t.Context(), store, embeddings, opts.Seen)
}

// filledStore returns a store with n products of the source feed and their embeddings, and one product of another source.
func filledStore(t *testing.T, n int) *catalog.Memory {
	t.Helper()
	store := catalog.NewMemory()
	mustRun(t, store, numberedRows(0, n), Options{Source: "feed"})
	mustRun(t, store, Bytes("other.csv", []byte("id,name\nother,other\n")), Options{Source: "other"})
	var all []catalog.Embedding
	for id := range products(t, store) {
		all = append(all, catalog.Embedding{ID: id, Vector: []float32{1}})
	}
	if err := store.PutEmbeddings(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	return store
}

// checkRange fails the test unless the store has the products of the range and the one of the other source.
func checkRange(t *testing.T, store *catalog.Memory, from, to int) {
	t.Helper()
	all := products(t, store)
	for i := from; i < to; i++ {
		if _, ok := all[catalog.ID(fmt.Sprintf("p%04d", i))]; !ok {
			t.Fatalf("product p%04d is missing", i)
		}
	}
	if _, ok := all["other"]; !ok || len(all) != to-from+1 {
		t.Errorf("%d products stored, the other source's product among them: %t, want %d, true", len(all), ok, to-from+1)
	}
	for e, err := range store.AllEmbeddings(t.Context()) {
		if _, ok := all[e.ID]; !ok || err != nil {
			t.Fatalf("embedding %q without a product, %v", e.ID, err)
		}
	}
}

// A fragile store fails when it deletes products for the second time.
type fragile struct {
	*catalog.Memory
	deletes int
}

func (f *fragile) Delete(ctx context.Context, ids []catalog.ID) error {
	if f.deletes++; f.deletes == 2 {
		return errors.Join(f.Memory.Delete(ctx, ids[:len(ids)/2]), errKilled)
	}
	return f.Memory.Delete(ctx, ids)
}

func TestSyncAfterAKilledRemoval(t *testing.T) {
	store := filledStore(t, 10_000)
	removed, err := syncOnce(t, &fragile{Memory: store}, store, numberedRows(1000, 10_000), Options{})
	if !errors.Is(err, errKilled) || removed != 300 {
		t.Fatalf("killed sync = %d removed, %v, want 300, %v", removed, err, errKilled)
	}
	removed, err = syncOnce(t, store, store, numberedRows(1000, 10_000), Options{})
	if err != nil || removed != 550 {
		t.Errorf("second sync = %d removed, %v, want 550", removed, err)
	}
	checkRange(t, store, 1000, 10_000)
}

// killing is a SyncStore whose Put fails like that of failing.
type killing struct {
	*catalog.Memory
	failing
}

func (k *killing) Put(ctx context.Context, p []catalog.Product) (int, error) {
	return k.failing.Put(ctx, p)
}

func TestSyncAfterAKilledImport(t *testing.T) {
	store, opts := filledStore(t, 100), resumable(t)
	if _, err := syncOnce(t, &killing{store, failing{Store: store, puts: 4}}, store, numberedRows(5, 150), opts); !errors.Is(err, errKilled) {
		t.Fatalf("killed sync = %v, want %v", err, errKilled)
	}
	if n := len(products(t, store)); n != 101 {
		t.Errorf("%d products after a killed import, want 101: none removed", n)
	}
	if removed, err := syncOnce(t, store, store, numberedRows(5, 150), opts); err != nil || removed != 5 {
		t.Errorf("second sync = %d removed, %v, want 5", removed, err)
	}
	checkRange(t, store, 5, 150)
}

func TestRemovalSparesMovedProducts(t *testing.T) {
	store := filledStore(t, 30)
	seen := NewSeen()
	preview, err := Check(t.Context(), numberedRows(3, 30), Options{Seen: seen}, nil)
	if err != nil {
		t.Fatal(err)
	}
	removal, err := PlanRemoval(t.Context(), store, "feed", seen, "", []*Preview{preview})
	if err != nil || len(removal.IDs) != 3 || removal.Total != 30 {
		t.Fatalf("removal = %+v, %v, want 3 of 30 products", removal, err)
	}
	mustRun(t, store, numberedRows(0, 1), Options{Source: "other"}) // in the meantime
	if n, err := removal.Remove(t.Context(), store, store, seen); n != 2 || err != nil {
		t.Errorf("Remove = %d, %v, want 2: one product now belongs to another source", n, err)
	}
	if _, err := store.Get(t.Context(), "p0000"); err != nil {
		t.Error(err)
	}
}

func TestPlanRemovalKeepsProductsOfRejectedRows(t *testing.T) {
	tests := []struct {
		name, row string
		prefix    string
		kept      []catalog.ID
	}{
		{"the ID of a row without a title", "p0000,,1", "", []catalog.ID{"p0000"}},
		{"a row that is cut off", "p0001", "", []catalog.ID{"p0001"}},
		{"a row with an unclosed quote", `"p0002,x,1`, "", []catalog.ID{"p0002"}},
		{"a part of another ID", "p00001,,1", "", nil},
		{"an ID with a prefix", "p0000,,1", "a-", []catalog.ID{"a-p0000"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, seen := catalog.NewMemory(), NewSeen()
			opts := Options{Source: "feed", IDPrefix: tt.prefix}
			mustRun(t, store, numberedRows(0, 40), opts)
			opts.Seen = seen
			preview, err := Check(t.Context(), numberedRows(3, 40, tt.row), opts, nil)
			if err != nil {
				t.Fatal(err)
			}
			removal, err := PlanRemoval(t.Context(), store, "feed", seen, tt.prefix, []*Preview{preview})
			if err != nil || !slices.Equal(removal.Kept, tt.kept) || len(removal.IDs) != 3-len(tt.kept) {
				t.Errorf("kept %q, removes %q, %v, want kept %q and the others removed", removal.Kept, removal.IDs, err, tt.kept)
			}
		})
	}
}
