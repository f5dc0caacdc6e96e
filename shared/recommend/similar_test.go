package recommend_test

import (
	"errors"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
)

// similar returns the IDs of the products similar to a product.
func (s *shop) similar(t *testing.T, id catalog.ID, limit int) (out []catalog.ID) {
	t.Helper()
	similar, err := s.Similar(t.Context(), ann, id, limit)
	if err != nil {
		t.Fatalf("Similar(%s, %d): %v", id, limit, err)
	}
	for _, c := range similar.Products {
		out = append(out, c.ID)
	}
	return out
}

func TestSimilarIsNearestFirstWithoutTheProduct(t *testing.T) {
	s := newShop(t, "garden hose", "red desk lamp with clamp", "red desk lamp", "desk lamp", "red lamp with shade")
	if got, want := s.similar(t, "p1", 3), []catalog.ID{"p2", "p4", "p3"}; !slices.Equal(got, want) {
		t.Errorf("Similar(p1) = %q, want %q", got, want)
	}
	if got := s.similar(t, "p1", recommend.MaxSimilarLimit); len(got) != 4 || slices.Contains(got, "p1") {
		t.Errorf("Similar(p1) in a shop of 5 products = %q, want the other 4", got)
	}
}

// TestSimilarAmongIdenticalProducts has more identical products than hits, so the hits may lack the product itself.
func TestSimilarAmongIdenticalProducts(t *testing.T) {
	s := newShop(t, "desk lamp", "desk lamp", "desk lamp", "desk lamp")
	for _, id := range []catalog.ID{"p0", "p1", "p3"} {
		if got := s.similar(t, id, 2); len(got) != 2 || slices.Contains(got, id) {
			t.Errorf("Similar(%s) = %q, want two other products", id, got)
		}
	}
}

func TestSimilarRefuses(t *testing.T) {
	s := newMixedShop(t)
	if _, err := s.Similar(t.Context(), ann, "gone", 3); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("Similar(gone) = %v, want ErrNotFound", err)
	}
	for _, id := range []catalog.ID{"", "a/b", "\xff"} {
		_, err := s.Similar(t.Context(), ann, id, 3)
		if field, ok := errors.AsType[*invalid.FieldError](err); !ok || field.Field != "productId" {
			t.Errorf("Similar(%q) = %v, want a FieldError of productId", id, err)
		}
	}
	for _, n := range []int{-1, 0, recommend.MaxSimilarLimit + 1} {
		if _, err := s.Similar(t.Context(), ann, "p0", n); !errors.Is(err, invalid.ErrLimit) {
			t.Errorf("Similar(limit %d) = %v, want ErrLimit", n, err)
		}
	}
}

func TestSimilarRespectsDismissals(t *testing.T) {
	s := newShop(t, "garden hose", "red desk lamp with clamp", "red desk lamp", "desk lamp", "red lamp with shade")
	s.record(t, interaction.Dismiss, "p2")
	if got, want := s.similar(t, "p1", 2), []catalog.ID{"p4", "p3"}; !slices.Equal(got, want) {
		t.Errorf("Similar(p1) after the dismissal of p2 = %q, want %q", got, want)
	}
}
