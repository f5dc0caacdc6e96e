package overlay

import (
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/suggest"
	"shopfyp.dev/shared/vector"
)

// gone is the row of a product that does not exist.
const gone = -1

// A state holds the changes of one snapshot, ready to search. It never changes.
type state struct {
	first   int64                // row of the first changed product: the number of rows of the snapshot
	rows    []*product           // the changed products; the row of rows[i] is first+i
	titles  []suggest.Title      // of rows
	scanned scanned              // the changed products that a search of the snapshot does not find
	ids     map[catalog.ID]int64 // row of each changed product; gone if it was removed
	moved   map[int64]move       // by snapshot row that is not found anymore
	origin  map[int64]int64      // snapshot row of a changed product
	offers  map[int64]*offer     // current offers of snapshot rows
	numbers map[string][]int64
	keys    []int64           // group of each changed product
	members map[int64][]int64 // changed products of each group
	popular []int64
	words   *lexical.Memory
	newest  time.Time
}

// A move is the new place of a product of the snapshot.
type move struct {
	row  int64 // gone if the product was removed
	near bool  // whether the product's vector is the snapshot's, so that a search of the snapshot finds it
}

// scanned are the products that a search compares with its query.
type scanned struct {
	rows  []int64 // ascending
	codes *vector.Codes
}

// groupRows is implemented by the cards of a snapshot.
type groupRows interface {
	GroupRow(groupID string) (row int64, ok bool)
}

// newState returns the state of a snapshot with changes.
func newState(v *View, entries []*entry) *state {
	s := &state{
		first: int64(v.base.Index.Len()), ids: make(map[catalog.ID]int64, len(entries)), moved: make(map[int64]move), origin: make(map[int64]int64),
		offers: make(map[int64]*offer), numbers: make(map[string][]int64), members: make(map[int64][]int64),
	}
	for _, e := range entries {
		s.add(v, e)
	}
	s.code(v.coder)
	s.group(v)
	s.popular = s.current(v.base.Cards.Popular())
	s.index(v.meanLengths())
	return s
}

// add adds the change of one product.
func (s *state) add(v *View, e *entry) {
	if e.at.After(s.newest) {
		s.newest = e.at
	}
	old := v.row(e.id)
	if o := e.offerIn(v); o != nil {
		if old != gone { // else the product is found after the next build
			s.offers[old] = o
		}
		return
	}
	m := move{row: gone}
	if e.full != nil {
		m = move{s.first + int64(len(s.rows)), v.keepsVector(e.id, e.full)}
		s.addRow(e.full, m)
	}
	s.ids[e.id] = m.row
	if old != gone {
		s.moved[old] = m
		if m.row != gone {
			s.origin[m.row] = old
		}
	}
}

// addRow adds a changed product.
func (s *state) addRow(p *product, m move) {
	s.rows = append(s.rows, p)
	s.titles = append(s.titles, p.title)
	if !m.near {
		s.scanned.rows = append(s.scanned.rows, m.row)
	}
	for _, key := range p.numbers {
		s.numbers[key] = append(s.numbers[key], m.row)
	}
}

// code gathers the codes of the scanned products.
func (s *state) code(coder *vector.Coder) {
	s.scanned.codes = coder.Codes(len(s.scanned.rows), func(i int) ([]float32, vector.Code) {
		p := s.at(s.scanned.rows[i])
		return p.vector, p.codeFrom(coder)
	})
}

// offerIn returns the offer of an entry of which the view shows only the offer, or nil.
func (e *entry) offerIn(v *View) *offer {
	if e.full != nil && !fits(v, e.full) {
		return e.full.offer()
	}
	return e.offer
}

// fits reports whether searches of the view can find a product: its vector is of the view's model.
func fits(v *View, p *product) bool {
	return p.model == v.base.Model && len(p.vector) == v.base.Index.Dim()
}

// group assigns the changed products to groups. The key of a group is the one of the snapshot, if it has the group.
func (s *state) group(v *View) {
	s.keys = make([]int64, len(s.rows))
	byID := make(map[string]int64)
	for i, p := range s.rows {
		row := s.first + int64(i)
		key, id := row, p.card.GroupID
		if id != "" {
			known, ok := byID[id]
			if !ok {
				known = s.groupKey(v, id, row)
				byID[id] = known
			}
			key = known
		}
		s.keys[i] = key
		s.members[key] = append(s.members[key], row)
	}
}

// groupKey returns the snapshot's key of the group to which a changed product belongs, or the row of the product.
func (s *state) groupKey(v *View, id string, row int64) int64 {
	if named, ok := v.base.Cards.(groupRows); ok {
		if key, ok := named.GroupRow(id); ok {
			return v.base.Cards.Group(key)
		}
	}
	if old, ok := s.origin[row]; ok { // the snapshot does not know the names of groups
		if card, err := v.base.Cards.Card(old); err == nil && card.GroupID == id {
			return v.base.Cards.Group(old)
		}
	}
	return row
}

// index makes the words of the changed products searchable.
func (s *state) index(mean lexical.Lengths) {
	terms := make([]*lexical.Terms, len(s.rows))
	for i, p := range s.rows {
		terms[i] = p.termsFor(mean)
	}
	s.words = lexical.NewMemory(terms)
}

// at returns the changed product of a row, or nil for a row of the snapshot.
func (s *state) at(row int64) *product {
	if row < s.first || row >= s.first+int64(len(s.rows)) {
		return nil
	}
	return s.rows[row-s.first]
}

// isMoved reports whether a snapshot row is not found anymore.
func (s *state) isMoved(row int64) bool {
	_, ok := s.moved[row]
	return ok
}

// current returns the current rows of snapshot rows, without those that are gone.
func (s *state) current(rows []int64) []int64 {
	current := make([]int64, 0, len(rows))
	for _, row := range rows {
		if m, ok := s.moved[row]; ok {
			row = m.row
		}
		if row != gone {
			current = append(current, row)
		}
	}
	return slices.Clip(current)
}
