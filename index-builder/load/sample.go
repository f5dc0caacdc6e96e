package load

import (
	"cmp"
	"slices"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// popularShare is the share of a sample that is selected by popularity. The companion's popular and related products can
// be only those that it has.
const popularShare = 0.1

// A Sample is the part of the catalog that the companion has. Most of it are the products with the smallest rows. Rows are
// hashes, so the sample is even, and it changes little when the catalog does.
type Sample struct {
	All     bool         `json:"all,omitempty"`     // the whole catalog
	MaxRow  int64        `json:"maxRow,omitempty"`  // the largest row of the sample
	Popular []catalog.ID `json:"popular,omitempty"` // in order; these are in the sample too
	Count   int          `json:"count"`             // number of products, when the sample was made
}

// Has reports whether the sample contains a product.
func (s *Sample) Has(id catalog.ID) bool {
	if s.All || engine.RowOf(id) <= s.MaxRow {
		return true
	}
	_, ok := slices.BinarySearch(s.Popular, id)
	return ok
}

// Equal reports whether two samples select the same products.
func (s *Sample) Equal(t *Sample) bool {
	return s.All == t.All && s.MaxRow == t.MaxRow && slices.Equal(s.Popular, t.Popular)
}

// A sampler selects the sample of the catalog.
type sampler struct {
	max      int
	products int
	rows     best[int64]
	popular  best[popular]
}

// popular is a product with its score.
type popular struct {
	ID    catalog.ID `json:"id"`
	Score float64    `json:"score"`
}

// newSampler returns a sampler of at most max products.
func newSampler(max int) *sampler {
	byScore := func(a, b popular) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) }
	n := int(popularShare * float64(max))
	return &sampler{max: max, rows: best[int64]{max - n, cmp.Compare[int64], nil}, popular: best[popular]{n, byScore, nil}}
}

// add adds a product of the catalog.
func (s *sampler) add(p *catalog.Product) {
	s.products++
	s.rows.add(engine.RowOf(p.ID))
	if recommend.FlagsOf(p)&(snapshot.Unavailable|snapshot.Adult) == 0 {
		s.popular.add(popular{p.ID, input.Popularity(p)})
	}
}

// candidates are what a sampler has kept of a part of the catalog.
type candidates struct {
	Products int       `json:"products"`
	Rows     []int64   `json:"rows"`
	Popular  []popular `json:"popular"`
}

func (s *sampler) candidates() candidates {
	return candidates{s.products, s.rows.sorted(), s.popular.sorted()}
}

// merge adds what another sampler has kept of another part of the catalog.
func (s *sampler) merge(c candidates) {
	s.products += c.Products
	for _, row := range c.Rows {
		s.rows.add(row)
	}
	for _, p := range c.Popular {
		s.popular.add(p)
	}
}

// sample returns the sample.
func (s *sampler) sample() Sample {
	if s.products <= s.max {
		return Sample{All: true, Count: s.products}
	}
	rows := s.rows.sorted()
	chosen := Sample{MaxRow: rows[len(rows)-1], Count: len(rows)}
	for _, p := range s.popular.sorted() {
		if engine.RowOf(p.ID) > chosen.MaxRow {
			chosen.Count++
		}
		chosen.Popular = append(chosen.Popular, p.ID)
	}
	slices.Sort(chosen.Popular)
	return chosen
}
