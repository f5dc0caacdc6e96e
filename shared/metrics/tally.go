package metrics

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// A Dimension is a property by which counters are kept apart.
type Dimension string

// Dimensions.
const (
	ByList     Dimension = "list" // the whole list, with the empty value
	ByPosition Dimension = "position"
	ByReason   Dimension = "reason"
	ByCategory Dimension = "category"
	BySnapshot Dimension = "snapshot"
	ByRanker   Dimension = "ranker"
	ByArm      Dimension = "arm" // "experiment/arm"
	ByProduct  Dimension = "product"
	ByQuery    Dimension = "query" // the hash of a query
	// ByClick is a product that was opened after a query: "hash/product".
	ByClick Dimension = "click"
)

// A Key names the counters of one value of a dimension in one hour.
type Key struct {
	Hour      time.Time // start of the hour, UTC
	Surface   Surface   // "" for what no list showed
	Dimension Dimension
	Value     string
}

// A Tally holds counters by key.
type Tally map[Key]Counts

// Add adds other to t.
func (t Tally) Add(other Tally) {
	for key, counts := range other {
		t.at(key).Add(counts)
	}
}

func (t Tally) at(k Key) Counts {
	if t[k] == nil {
		t[k] = make(Counts)
	}
	return t[k]
}

// A Counter counts events.
type Counter struct {
	// Attribution is the time after an impression in which a click, a basket or a purchase counts for the list.
	Attribution time.Duration
}

// DefaultAttribution is the attribution window that Google Ads and Meta use for clicks of one day.
const DefaultAttribution = 24 * time.Hour

// Count returns the counters of events that arrived at a time.
func (c Counter) Count(events []Event, arrived time.Time) Tally {
	t := make(Tally)
	for i := range events {
		e := &events[i]
		at := arrived.Add(-time.Duration(e.AgeMS) * time.Millisecond)
		hour := at.UTC().Truncate(time.Hour)
		for j := range e.Items {
			c.countItem(t, hour, e, &e.Items[j])
		}
		countQuery(t, hour, e)
	}
	return t
}

// countItem adds an item to the counters of its product, and of the list that showed it within the attribution window.
func (c Counter) countItem(t Tally, hour time.Time, e *Event, x *Item) {
	counts := itemCounts(e, x)
	if len(counts) == 0 {
		return
	}
	list := x.List
	if time.Duration(x.ShownMS)*time.Millisecond > c.Attribution {
		list = List{}
	}
	add := func(d Dimension, value string) { t.at(Key{hour, list.Surface, d, value}).Add(counts) }
	add(ByList, "")
	add(ByProduct, string(x.ID))
	if list.Surface == "" {
		return
	}
	add(ByPosition, strconv.Itoa(list.Index))
	for _, property := range []struct {
		dimension Dimension
		value     string
	}{{ByReason, list.Reason}, {ByCategory, x.Category}, {BySnapshot, list.Snapshot}, {ByRanker, list.Ranker}} {
		if property.value != "" {
			add(property.dimension, property.value)
		}
	}
	for experiment, arm := range list.Arms {
		add(ByArm, experiment+"/"+arm)
		if e.Name == ViewItemList && slices.Contains(x.FirstIn, experiment) {
			t.at(Key{hour, list.Surface, ByArm, experiment + "/" + arm})[Shoppers]++
		}
	}
}

// itemCounts returns what an item of the event counts as.
func itemCounts(e *Event, x *Item) Counts {
	switch e.Name {
	case ViewItemList:
		counts := Counts{Impressions: 1}
		if x.Repeat {
			counts[Repeats] = 1
		}
		return counts
	case SelectItem:
		return Counts{Clicks: 1}
	case DismissItem:
		return Counts{Dismissals: 1}
	case ViewItem:
		return Counts{Views: 1}
	case AddToCart:
		return Counts{Baskets: 1}
	case BeginCheckout:
		return Counts{Checkouts: 1}
	case Purchase:
		units := int64(cmp.Or(x.Quantity, 1))
		counts := Counts{Purchases: 1, Units: units}
		if x.Price > 0 {
			counts[Revenue+Count(e.Currency)] = units * x.Price
		}
		return counts
	}
	return nil // the list of a search has its own event
}

// countQuery adds an event to the counters of its query.
func countQuery(t Tally, hour time.Time, e *Event) {
	if e.QueryHash == "" {
		return
	}
	counts := make(Counts)
	switch e.Name {
	case Search:
		counts[Searches]++
	case ViewSearchResults:
		counts[Answers]++
		if e.Results == 0 {
			counts[Empty]++
		}
		if e.Corrected {
			counts[Corrected]++
		}
	case SelectItem:
		for i := range e.Items {
			if e.Items[i].First {
				counts[Clicked]++
			}
			t.at(Key{hour, SearchSurface, ByClick, e.QueryHash + "/" + string(e.Items[i].ID)})[Clicks]++
		}
	}
	if len(counts) > 0 {
		t.at(Key{hour, SearchSurface, ByQuery, e.QueryHash}).Add(counts)
	}
}
