package metrics_test

import (
	"errors"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
)

// valid returns an event of every field.
func valid() metrics.Event {
	return metrics.Event{
		ID: "0f3c9a7e-1", Name: metrics.Purchase, AgeMS: 1500, QueryHash: "h", Currency: "EUR",
		Items: []metrics.Item{{
			ID: "p1", Category: "Shoes", Price: 1999, Quantity: 2, ShownMS: 60_000,
			List: metrics.List{
				Surface: metrics.CardSurface, Index: 2, Reason: "click", Snapshot: "v1", Ranker: "best", Arms: map[string]string{"e": "a"},
			},
			Repeat: true, FirstIn: []string{"e"},
		}},
	}
}

func TestValidateAcceptsEvents(t *testing.T) {
	search := metrics.Event{ID: "12345678", Name: metrics.Search, QueryHash: "h"}
	bare := metrics.Event{ID: "12345679", Name: metrics.ViewItem, Items: []metrics.Item{{ID: "p"}}}
	if err := metrics.Validate([]metrics.Event{valid(), search, bare}); err != nil {
		t.Error(err)
	}
}

func TestValidateNamesTheField(t *testing.T) {
	long := strings.Repeat("x", 101)
	for field, spoil := range map[string]func(e *metrics.Event){
		"events[0].eventId":                func(e *metrics.Event) { e.ID = "short" },
		"events[0].name":                   func(e *metrics.Event) { e.Name = "view_cart" },
		"events[0].ageMs":                  func(e *metrics.Event) { e.AgeMS = metrics.MaxAge.Milliseconds() + 1 },
		"events[0].queryHash":              func(e *metrics.Event) { e.QueryHash = long },
		"events[0].results":                func(e *metrics.Event) { e.Results = -1 },
		"events[0].items":                  func(e *metrics.Event) { e.Items = nil },
		"events[0].items[0].itemId":        func(e *metrics.Event) { e.Items[0].ID = "a/b" },
		"events[0].items[0].itemCategory":  func(e *metrics.Event) { e.Items[0].Category = long },
		"events[0].items[0].quantity":      func(e *metrics.Event) { e.Items[0].Quantity = 100 },
		"events[0].items[0].price":         func(e *metrics.Event) { e.Currency = "" },
		"events[0].items[0].shownMs":       func(e *metrics.Event) { e.Items[0].ShownMS = -1 },
		"events[0].items[0].itemListId":    func(e *metrics.Event) { e.Items[0].Surface = "shelf" },
		"events[0].items[0].index":         func(e *metrics.Event) { e.Items[0].Index = 1001 },
		"events[0].items[0].reason":        func(e *metrics.Event) { e.Items[0].Reason = long },
		"events[0].items[0].snapshot":      func(e *metrics.Event) { e.Items[0].Snapshot = long },
		"events[0].items[0].ranker":        func(e *metrics.Event) { e.Items[0].Ranker = long },
		"events[0].items[0].card":          func(e *metrics.Event) { e.Items[0].Card = long },
		"events[0].items[0].arms":          func(e *metrics.Event) { e.Items[0].Arms["e"] = "" },
		"events[0].items[0].firstIn":       func(e *metrics.Event) { e.Items[0].FirstIn = []string{"other"} },
		"events[0].items[0].firstIn twice": func(e *metrics.Event) { e.Items[0].FirstIn = []string{"e", "e"} },
		"events[0].queryHash of a search":  func(e *metrics.Event) { e.Name, e.QueryHash = metrics.Search, "" },
		"events[0].items of too many":      func(e *metrics.Event) { e.Items = make([]metrics.Item, metrics.MaxItems+1) },
		"events[0].items[0].price too big": func(e *metrics.Event) { e.Items[0].Price = 1 << 40 },
	} {
		e := valid()
		spoil(&e)
		checkField(t, []metrics.Event{e}, strings.Fields(field)[0])
	}
	checkField(t, nil, "events")
	checkField(t, make([]metrics.Event, metrics.MaxEvents+1), "events")
	checkField(t, []metrics.Event{valid(), valid()}, "events[1].eventId")
}

func TestNewItemKeepsTheLimits(t *testing.T) {
	card := catalog.Card{ID: "p", Category: []string{strings.Repeat("é", 80), "x"}}
	for price, want := range map[catalog.Money]int64{
		{Amount: 5, Currency: "EUR"}: 5, {Amount: 5, Currency: "USD"}: 0, {Amount: 1 << 40, Currency: "EUR"}: 0, {}: 0,
	} {
		e := metrics.Event{ID: "12345678", Name: metrics.Purchase, Currency: "EUR", Items: []metrics.Item{metrics.NewItem(&card, price, "EUR")}}
		if x := e.Items[0]; x.Price != want || x.Category != strings.Repeat("é", 50) {
			t.Errorf("NewItem with %v = %+v, want the price %d", price, x, want)
		}
		if err := metrics.Validate([]metrics.Event{e}); err != nil {
			t.Error(err)
		}
	}
}

func TestValidateList(t *testing.T) {
	list := valid().Items[0].List
	if err := list.Validate("shown"); err != nil {
		t.Error(err)
	}
	for field, l := range map[string]metrics.List{"shown.itemListId": {Index: 1}, "shown.index": {Surface: metrics.CardSurface, Index: -1}} {
		var invalidField *invalid.FieldError
		if err := l.Validate("shown"); !errors.As(err, &invalidField) || invalidField.Field != field {
			t.Errorf("Validate of %+v = %v, want an error of %s", l, err, field)
		}
	}
}

func checkField(t *testing.T, events []metrics.Event, field string) {
	t.Helper()
	var invalidField *invalid.FieldError
	if err := metrics.Validate(events); !errors.As(err, &invalidField) || invalidField.Field != field {
		t.Errorf("Validate = %v, want an error of field %s", err, field)
	}
}
