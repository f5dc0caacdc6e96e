package load

import (
	"context"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// sampleOf runs a full load and returns the sample.
func sampleOf(t *testing.T, s *shop) Sample {
	t.Helper()
	s.Full = true
	_, sample, _, err := s.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sample
}

// sampled returns the IDs of the sample's products.
func sampled(t *testing.T, s *shop, chosen Sample) (ids []catalog.ID) {
	t.Helper()
	for p, err := range chosen.Products(s.memory).All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, p.ID)
	}
	return ids
}

func TestSampleHasThePopularProducts(t *testing.T) {
	s := newShop(t, 2000)
	s.Companion = 300
	sold := catalog.Product{ID: "sold-out", Title: "Sold out", Rating: 5, RatingCount: 1e6, Availability: catalog.OutOfStock}
	if _, err := s.memory.Put(t.Context(), []catalog.Product{sold}); err != nil {
		t.Fatal(err)
	}
	chosen := sampleOf(t, s)
	ids := sampled(t, s, chosen)
	if n := len(ids); n > 300 || n < 270 || n != chosen.Count {
		t.Errorf("the sample has %d products and counts %d, want 270 to 300", n, chosen.Count)
	}
	for i := 1970; i < 2000; i++ { // these have the most ratings
		if !slices.Contains(ids, idOf(i)) {
			t.Errorf("popular product %s is not in the sample", idOf(i))
		}
	}
	if chosen.Popular[0] != idOf(1970) {
		t.Errorf("popular products begin with %s, want the thirty that can be bought", chosen.Popular[0])
	}
	low := 0
	for _, id := range ids {
		if id < idOf(1000) {
			low++
		}
	}
	if low < 90 || low > 180 { // of the 270 that are selected by hash, expect 135; the bounds are 5.5 standard deviations away
		t.Errorf("%d products of the sample are from the first half of the catalog, want about 135", low)
	}
}

func TestSampleIsStable(t *testing.T) {
	s := newShop(t, 2000)
	s.Companion = 300
	before := sampleOf(t, s)
	if _, again, resampled, err := s.Run(t.Context()); err != nil || resampled || !again.Equal(&before) {
		t.Errorf("an unchanged catalog has another sample: %t, %v", resampled, err)
	}
	s.put(t, 2000, 2020, "")
	kept := 0
	after := sampleOf(t, s)
	ids := sampled(t, s, after)
	for _, id := range sampled(t, s, before) {
		if slices.Contains(ids, id) {
			kept++
		}
	}
	if kept < before.Count-40 {
		t.Errorf("after 1%% more products, %d of %d products stay in the sample", kept, before.Count)
	}
}

func TestSampleOfASmallCatalogIsAll(t *testing.T) {
	s := newShop(t, 300)
	s.Companion = 300
	if chosen := sampleOf(t, s); !chosen.All || len(sampled(t, s, chosen)) != 300 {
		t.Errorf("sample = %+v, want the whole catalog", chosen)
	}
}

func TestSampledStores(t *testing.T) {
	s := newShop(t, 500)
	s.Companion = 100
	chosen := sampleOf(t, s)
	ids := sampled(t, s, chosen)
	if n, err := chosen.Products(s.memory).Count(t.Context()); err != nil || n != len(ids) {
		t.Errorf("Count = %d, %v, want %d", n, err, len(ids))
	}
	var embedded []catalog.ID
	for e, err := range chosen.Embeddings(s.memory).AllEmbeddings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		embedded = append(embedded, e.ID)
	}
	if !slices.Equal(embedded, ids) {
		t.Errorf("embeddings of %d products, want those of the sample, %d", len(embedded), len(ids))
	}
	for i := range 500 {
		s.track(t, i)
	}
	var changed []catalog.ID
	if _, err := chosen.Changes(s.changes).Since(t.Context(), time.Time{}, func(c change.Change) error { changed = append(changed, c.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(changed, ids) {
		t.Errorf("changes of %d products, want those of the sample, %d", len(changed), len(ids))
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range chosen.Products(s.memory).All(canceled) {
		if err == nil {
			t.Error("All of a canceled context yields a product")
		}
	}
}
