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
	first   int64           // row of the first changed product: the number of rows of the snapshot
	rows    []*product      // the changed products; the row of rows[i] is first+i
	titles  []suggest.Title // of rows
	vectors [][]float32
	codes   []vector.Code
	ids     map[catalog.ID]int64 // row of each changed product; gone if it was removed
	moved   map[int64]int64      // new row of each snapshot row that is not found anymore; gone if the product was removed
	origin  map[int64]int64      // snapshot row of a changed product
	offers  map[int64]*offer     // current offers of snapshot rows
	numbers map[string][]int64
	keys    []int64           // group of each changed product
	members map[int64][]int64 // changed products of each group
	popular []int64
	words   *lexical.Memory
	newest  time.Time
	recent  *recent
}

// groupRows is implemented by the cards of a snapshot.
type groupRows interface {
	GroupRow(groupID string) (row int64, ok bool)
}

// newState returns the state of a snapshot with changes.
func newState(v *View, entries []*entry) *state {
	s := &state{
		first: int64(v.base.Index.Len()), ids: make(map[catalog.ID]int64, len(entries)), moved: make(map[int64]int64), origin: make(map[int64]int64),
		offers: make(map[int64]*offer), numbers: make(map[string][]int64), members: make(map[int64][]int64), recent: new(recent),
	}
	for _, e := range entries {
		s.add(v, e)
	}
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
	if e.offer != nil && !fits(v, e.full) {
		if old != gone { // else the product is found after the next build
			s.offers[old] = e.offer
		}
		return
	}
	row := int64(gone)
	if e.full != nil {
		row = s.first + int64(len(s.rows))
		s.rows, s.vectors, s.codes = append(s.rows, e.full), append(s.vectors, e.full.vector), append(s.codes, e.full.code)
		s.titles = append(s.titles, e.full.title)
		for _, key := range e.full.numbers {
			s.numbers[key] = append(s.numbers[key], row)
		}
	}
	s.ids[e.id] = row
	if old != gone {
		s.moved[old] = row
	}
	if old != gone && row != gone {
		s.origin[row] = old
	}
}

// fits reports whether searches of the view can find a product: its vector is of the view's model.
func fits(v *View, p *product) bool {
	return p != nil && p.model == v.base.Model && len(p.vector) == v.base.Index.Dim()
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
		if now, ok := s.moved[row]; ok {
			row = now
		}
		if row != gone {
			current = append(current, row)
		}
	}
	return slices.Clip(current)
}
