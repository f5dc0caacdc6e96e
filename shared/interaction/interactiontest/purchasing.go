package interactiontest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

func testPurchased(t *testing.T, l interaction.Log) {
	for _, x := range []interaction.Interaction{
		search("p0"), click("p1"), dismiss("p2"), purchase("o1", "p3"), purchase("o1", "商品"), purchase("o2", "p3"),
	} {
		appendTo(t, l, ann, x)
	}
	removed := appendTo(t, l, ann, purchase("o3", "p4"))
	if err := l.Delete(t.Context(), ann, removed); err != nil {
		t.Fatal(err)
	}
	got, err := l.Purchased(t.Context(), ann)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := []catalog.ID{"p3", "商品"}; !slices.Equal(got, want) {
		t.Errorf("Purchased = %q, want %q", got, want)
	}
	if got, err := l.Dismissed(t.Context(), ann); err != nil || !slices.Equal(got, []catalog.ID{"p2"}) {
		t.Errorf("Dismissed = %q, %v, want only p2", got, err)
	}
}

func testPurchaseTwice(t *testing.T, l interaction.Log) {
	first := appendTo(t, l, ann, purchase("o1", "p1"))
	before := get(t, l, ann, first)
	again := purchase("o1", "p1")
	again.Quantity = 7
	for range 3 {
		if id := appendTo(t, l, ann, again); id != first {
			t.Errorf("the same purchase has the ID %q, want the first ID %q", id, first)
		}
	}
	if after := get(t, l, ann, first); after.Quantity != 1 || !after.CreatedAt.Equal(before.CreatedAt) {
		t.Errorf("purchase after it was appended again = %+v, want %+v", after, before)
	}
	for _, other := range []interaction.Interaction{purchase("o2", "p1"), purchase("o1", "p2")} {
		if id := appendTo(t, l, ann, other); id == first {
			t.Errorf("purchase %+v has the ID of another purchase", other)
		}
	}
	if page := pages(t, l, 2, ""); len(page) != 3 {
		t.Errorf("the log has %d purchases, want 3", len(page))
	}
}

func testPurchaseTime(t *testing.T, l interaction.Log) {
	recent := appendTo(t, l, ann, click("p2"))
	at := get(t, l, ann, recent).CreatedAt.Add(-48 * time.Hour).Truncate(time.Second)
	late := purchase("o1", "p1")
	late.CreatedAt = at
	id := appendTo(t, l, ann, late)
	if got := get(t, l, ann, id); !got.CreatedAt.Equal(at) || got.OrderID != "o1" || got.Quantity != 1 {
		t.Errorf("stored purchase = %+v, want %+v", got, late)
	}
	latest, err := l.Latest(t.Context(), ann, 2)
	if err != nil || len(latest) != 2 || latest[0].ID != recent || latest[1].ID != id {
		t.Errorf("Latest = %+v, %v, want the click before the older purchase", latest, err)
	}
}

// A purchase must stay excluded from cards after many other interactions, and the number of purchases read is limited.
func testManyPurchases(t *testing.T, l interaction.Log) {
	appendTo(t, l, ann, purchase("o", "first"))
	for i := range 40 {
		appendTo(t, l, ann, click(catalog.ID(fmt.Sprint("p", i))))
	}
	if got, err := l.Purchased(t.Context(), ann); err != nil || !slices.Equal(got, []catalog.ID{"first"}) {
		t.Errorf("Purchased = %q, %v, want first", got, err)
	}
}
