package recommend

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/suggest"
)

// MaxTypedChars is the maximum length of a text to complete, in Unicode code points. No suggestion is that long.
const MaxTypedChars = 200

// A Suggestion completes what a shopper types.
type Suggestion struct {
	Kind    suggest.Kind
	Text    string
	Match   suggest.Range // the part of Text that matches what was typed
	Product catalog.Card  // the product of a suggestion of kind suggest.Product
}

// Suggest returns at most limit suggestions that complete typed: first queries of other shoppers, then categories and
// brands, then products that can be bought, the most popular of each first. If nothing begins with typed, it allows one
// typing error. It logs no interaction. It returns an *invalid.FieldError for an invalid text and invalid.ErrLimit for an
// invalid limit.
func (s *Service) Suggest(ctx context.Context, typed string, limit int) (all []Suggestion, err error) {
	if err := invalid.CheckText("q", typed, MaxTypedChars); err != nil {
		return nil, err
	}
	if err := invalid.CheckLimit(limit, MaxSuggestLimit); err != nil {
		return nil, err
	}
	err = s.use(ctx, func(v *View) error {
		all, err = v.suggest(suggest.NewTyped(typed), limit)
		return err
	})
	return all, err
}

// suggest returns the suggestions that begin with t, or those with one typing error if there are none.
func (v *View) suggest(t suggest.Typed, limit int) ([]Suggestion, error) {
	exact := suggester{v, t, limit, (*suggest.File).Find}
	all, err := exact.suggestions(v.changedTitles(t))
	if len(all) > 0 || err != nil || t.IsEmpty() {
		return all, err
	}
	for _, find := range []findFunc{(*suggest.File).FindNear, (*suggest.File).FindFirst} {
		near := suggester{v, t, limit, find}
		if all, err = near.suggestions(none); len(all) > 0 || err != nil {
			break
		}
	}
	return all, err
}

func none(func(int64) bool) {}

func (v *View) changedTitles(t suggest.Typed) iter.Seq[int64] {
	if v.ChangedTitles == nil {
		return none
	}
	return v.ChangedTitles(t)
}

// A suggester completes one text.
type suggester struct {
	*View
	typed suggest.Typed
	limit int
	find  findFunc
}

// A findFunc is a method of suggest.File that finds entries.
type findFunc func(f *suggest.File, kind suggest.Kind, t suggest.Typed, k int) []suggest.Match

// suggestions returns the suggestions of all kinds. changed yields the rows of changed products that match.
func (s suggester) suggestions(changed iter.Seq[int64]) ([]Suggestion, error) {
	queries := s.texts(suggest.Query)
	names := s.names(queries)
	wanted := max(s.limit-len(queries)-len(names), (s.limit+1)/2) // shareOut takes no more
	products, err := s.products(changed, wanted)
	return shareOut(s.limit, queries, names, products), err
}

// matches returns the matches of a kind, best first.
func (s suggester) matches(kind suggest.Kind, k int) []suggest.Match {
	if s.Suggest == nil {
		return nil
	}
	return s.find(s.Suggest, kind, s.typed, k)
}

func (s suggester) texts(kind suggest.Kind) (all []Suggestion) {
	for _, m := range s.matches(kind, s.limit) {
		all = append(all, Suggestion{Kind: kind, Text: m.Text, Match: m.Locate(m.Text)})
	}
	return all
}

// names returns categories and brands, those of the most products first. It skips those that equal a query or another
// name, because they lead to the same search.
func (s suggester) names(queries []Suggestion) (all []Suggestion) {
	type name struct {
		Suggestion
		products uint32
	}
	var names []name
	for _, kind := range []suggest.Kind{suggest.Category, suggest.Brand} {
		for _, m := range s.matches(kind, s.limit) {
			names = append(names, name{Suggestion{Kind: kind, Text: m.Text, Match: m.Locate(m.Text)}, m.Value})
		}
	}
	slices.SortStableFunc(names, func(a, b name) int { return cmp.Compare(b.products, a.products) })
	seen := make(map[string]bool)
	for _, q := range queries {
		seen[suggest.Key(q.Text)] = true
	}
	for _, n := range names {
		if key := suggest.Key(n.Text); !seen[key] {
			seen[key] = true
			all = append(all, n.Suggestion)
		}
	}
	return all
}

// shareOut divides at most limit places equally among groups. Places that a group does not need go to the others.
func shareOut(limit int, groups ...[]Suggestion) (all []Suggestion) {
	taken := make([]int, len(groups))
	for left := limit; left > 0; {
		before := left
		for i, g := range groups {
			if left > 0 && taken[i] < len(g) {
				taken[i]++
				left--
			}
		}
		if left == before {
			break
		}
	}
	for i, g := range groups {
		all = append(all, g[:taken[i]]...)
	}
	return all
}
