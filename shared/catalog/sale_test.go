package catalog_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
)

func eur(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "EUR"} }

func TestAt(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	hour := time.Hour
	tests := []struct {
		name       string
		card       catalog.Card
		price, was int64
		end        time.Time
	}{
		{"no sale", catalog.Card{Price: eur(100), ListPrice: eur(120)}, 100, 120, time.Time{}},
		{"a sale without dates", catalog.Card{Price: eur(100), SalePrice: eur(80)}, 80, 100, time.Time{}},
		{"a running sale", catalog.Card{Price: eur(100), SalePrice: eur(80), SaleStart: now.Add(-hour), SaleEnd: now.Add(hour)}, 80, 100, now.Add(hour)},
		{"the first moment", catalog.Card{Price: eur(100), SalePrice: eur(80), SaleStart: now}, 80, 100, time.Time{}},
		{"a sale to come", catalog.Card{Price: eur(100), SalePrice: eur(80), SaleStart: now.Add(1)}, 100, 0, time.Time{}},
		{"a sale that has just ended", catalog.Card{Price: eur(100), SalePrice: eur(80), SaleEnd: now}, 100, 0, time.Time{}},
		{"a higher list price", catalog.Card{Price: eur(100), ListPrice: eur(150), SalePrice: eur(80)}, 80, 150, time.Time{}},
		{"a list price below the price", catalog.Card{Price: eur(100), ListPrice: eur(90), SalePrice: eur(80)}, 80, 100, time.Time{}},
		{"a sale price above the price", catalog.Card{Price: eur(100), SalePrice: eur(120)}, 100, 0, time.Time{}},
		{"a sale price alone", catalog.Card{SalePrice: eur(80)}, 80, 0, time.Time{}},
		{"free during the sale", catalog.Card{Price: eur(100), SalePrice: eur(0)}, 0, 100, time.Time{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := catalog.Card{Price: eur(tt.price), SaleEnd: tt.end}
			if tt.was > 0 {
				want.ListPrice = eur(tt.was)
			}
			if diff := cmp.Diff(want, tt.card.At(now)); diff != "" {
				t.Errorf("At(now) (-want +got):\n%s", diff)
			}
			p := catalog.Product{Price: tt.card.Price, ListPrice: tt.card.ListPrice, SalePrice: tt.card.SalePrice, SaleStart: tt.card.SaleStart, SaleEnd: tt.card.SaleEnd}
			if got := p.At(now); got.Price != want.Price || got.ListPrice != want.ListPrice || !got.SalePrice.IsZero() {
				t.Errorf("Product.At(now) = %v, list price %v, want %v and %v", got.Price, got.ListPrice, want.Price, want.ListPrice)
			}
		})
	}
}
