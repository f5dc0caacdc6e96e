package rule

import (
	"cmp"
	"slices"
	"strings"

	"shopfyp.dev/shared/suggest"
)

// addPin adds a pin by the keys of its query or its category.
func (a *Active) addPin(r *Rule) {
	place := Place{r.ID, r.ProductID, r.Position}
	if r.Query != "" {
		key := suggest.Key(r.Query)
		a.pins[key] = append(a.pins[key], place)
		return
	}
	for _, key := range categoryKeys(r.Category) {
		a.categories[key] = append(a.categories[key], place)
	}
}

// categoryKeys returns the keys of the texts that the app searches for when a shopper opens a category: its whole path, or
// its department and its name.
func categoryKeys(path []string) []string {
	keys := []string{suggest.Key(strings.Join(path, " "))}
	if len(path) > 2 {
		keys = append(keys, suggest.Key(path[0]+" "+path[len(path)-1]))
	}
	return slices.Compact(keys)
}

// sortPins sorts the pins of each query by position, ties in ID order.
func (a *Active) sortPins() {
	for _, all := range []map[string][]Place{a.pins, a.categories} {
		for _, places := range all {
			sortPlaces(places)
		}
	}
}

func sortPlaces(places []Place) {
	slices.SortFunc(places, func(x, y Place) int { return cmp.Or(x.Position-y.Position, cmp.Compare(x.RuleID, y.RuleID)) })
}

// Pins returns the pins for a search by position, ties in ID order. It returns those of the first query that has any, and
// those of the category that the words name. words is the query without its filters. The caller must not change the result.
func (a *Active) Pins(words string, queries ...string) []Place {
	if len(a.pins) == 0 && len(a.categories) == 0 {
		return nil
	}
	var found []Place
	for _, q := range queries {
		if found = a.pins[suggest.Key(q)]; len(found) > 0 {
			break
		}
	}
	if len(a.categories) == 0 {
		return found
	}
	named := a.categories[suggest.Key(words)]
	if len(found) == 0 || len(named) == 0 {
		return append(found[:len(found):len(found)], named...)
	}
	all := slices.Concat(found, named)
	sortPlaces(all)
	return all
}
