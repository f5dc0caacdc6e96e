package overlay

import (
	"cmp"
	"slices"
	"sync/atomic"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// A View combines a snapshot with the changes that it does not contain.
type View struct {
	overlay  *Overlay
	base     *recommend.View
	contains time.Time
	coder    *vector.Coder // of changed products
	current  atomic.Pointer[recommend.View]

	// Guarded by overlay.mu.
	rows map[catalog.ID]int64 // cache of the snapshot's rows; gone for products that it does not have
	kept map[catalog.ID]kept  // cache of keepsVector
	mean *lexical.Lengths     // of a sample of the snapshot; nil until needed
}

// Current returns the catalog as it is now. It never changes and is valid until the snapshot is closed.
func (v *View) Current() *recommend.View { return v.current.Load() }

// Close detaches the view from the overlay. Results of Current stay valid until the snapshot is closed.
func (v *View) Close() error {
	v.overlay.detach(v)
	return nil
}

// rebuild combines the snapshot with its changes. Without any, the result is the view of the snapshot itself.
func (v *View) rebuild(entries map[catalog.ID]*entry) {
	var newer []*entry
	for _, e := range entries {
		if e.at.After(v.contains) {
			newer = append(newer, e)
		}
	}
	if len(newer) == 0 {
		v.current.Store(v.base)
		return
	}
	slices.SortFunc(newer, func(a, b *entry) int { return cmp.Compare(a.id, b.id) }) // ties in searches are in row order
	s := newState(v, newer)
	combined := *v.base
	combined.Index, combined.Cards, combined.Changes = index{v.base.Index, s}, cards{v.base.Cards, s}, s.newest
	if v.base.Lexicon != nil {
		combined.Lexicon = lexicon{v.base.Lexicon, s}
	}
	if v.base.Related != nil {
		combined.Related = relations{v.base.Related, s}
	}
	combined.Speller = s.speller(v.base.Speller)
	combined.ChangedTitles = s.titled
	v.current.Store(&combined)
}

// row returns the snapshot's row of a product, or gone.
func (v *View) row(id catalog.ID) int64 {
	row, ok := v.rows[id]
	if !ok {
		if row, ok = v.base.Cards.Row(id); !ok {
			row = gone
		}
		v.rows[id] = row
	}
	return row
}

// A kept is a result of keepsVector.
type kept struct {
	product *product
	near    bool
}

// sameVector is the largest squared distance between a vector and its approximation in a snapshot. It is about ten times
// that of a vector of length 1 in bytes. A text that moves a vector less than this hardly moves the product among hits.
const sameVector = 1e-3

// keepsVector reports whether a changed product has the vector that the snapshot has. Most changes are of prices and
// availability, and keep it.
func (v *View) keepsVector(id catalog.ID, p *product) bool {
	row := v.row(id)
	if row == gone {
		return false
	}
	k, ok := v.kept[id]
	if !ok || k.product != p {
		old, err := v.base.Index.Vector(row)
		k = kept{p, err == nil && vector.SquaredL2(p.vector, old) <= sameVector}
		v.kept[id] = k
	}
	return k.near
}

// sampledRows is the number of rows of the snapshot from which mean and meanLengths estimate means.
const sampledRows = 200

// mean returns the mean of some vectors of an index.
func mean(index vector.Index) []float32 {
	sum, n := make([]float32, index.Dim()), 0
	for row := 0; row < index.Len(); row += max(1, index.Len()/sampledRows) {
		v, err := index.Vector(int64(row))
		if err != nil {
			continue
		}
		n++
		for i, x := range v {
			sum[i] += x
		}
	}
	for i := range sum {
		sum[i] /= float32(max(n, 1))
	}
	return sum
}

// meanLengths returns the mean lengths of the snapshot's texts.
func (v *View) meanLengths() lexical.Lengths {
	if v.mean == nil {
		mean := lexical.MeanLengths(v.sample)
		v.mean = &mean
	}
	return *v.mean
}

// sample yields the texts of some products of the snapshot.
func (v *View) sample(yield func(lexical.Document) bool) {
	n := v.base.Index.Len()
	for row := 0; row < n; row += max(1, n/sampledRows) {
		c, err := v.base.Cards.Card(int64(row))
		if err != nil {
			continue
		}
		if !yield(lexical.Document{Title: c.Title, Brand: c.Brand, Color: c.Color, Category: c.Category}) {
			return
		}
	}
}
