package viewtest

import (
	"context"
	"slices"

	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// filters reports whether a source checks conditions while it searches. Its cards choose among more products than those of
// other sources, because no hit is left out afterwards.
func filters(v recommend.Views) (does bool) {
	v.Use(context.Background(), func(v *recommend.View) error {
		_, does = v.Index.(recommend.FilteringIndex)
		return nil
	})
	return does
}

// newFiltering returns the snapshot with an index that checks conditions.
func newFiltering(v *recommend.View) *recommend.View {
	with := *v
	with.Index = filtering{v.Index, v, recommend.Condition{}}
	return &with
}

type filtering struct {
	vector.Index
	view      *recommend.View
	condition recommend.Condition
}

// Where implements recommend.FilteringIndex.
func (f filtering) Where(c recommend.Condition) vector.Index { return filtering{f.Index, f.view, c} }

// Search implements vector.Index.
func (f filtering) Search(query []float32, k int) ([]vector.Hit, error) {
	hits, err := f.Index.Search(query, f.Len())
	hits = slices.DeleteFunc(hits, func(h vector.Hit) bool { return !f.allows(h.Row) })
	return hits[:min(k, len(hits))], err
}

func (f filtering) allows(row int64) bool {
	return f.condition.Allows(f.view.Cards.Flags(row), f.view.Lexicon.Price(row), query.Attributes(f.view.Lexicon.Attributes(row))) &&
		!slices.Contains(f.condition.Except, f.view.Cards.Group(row))
}
