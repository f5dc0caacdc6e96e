package viewtest

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// The order of the rows must not matter.
func TestSnapshot(t *testing.T) {
	Test(t, func(t *testing.T, products []catalog.Product) recommend.Views { return Fixed(NewSnapshot(t, products)) })
}

func TestProductsAreDistinct(t *testing.T) {
	var ids []catalog.ID
	for _, p := range Products() {
		if err := p.Validate(); err != nil {
			t.Errorf("product %q: %v", p.ID, err)
		}
		if slices.Contains(ids, p.ID) {
			t.Errorf("product %q twice", p.ID)
		}
		ids = append(ids, p.ID)
	}
}
