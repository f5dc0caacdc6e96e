package engine

import (
	"context"
	"sync"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// readAtOnce is the number of products that a session reads when it needs one of those that it expects to need.
const readAtOnce = 100

// A session holds the products that one request has read, so that hits bring their cards, vectors and words with them. The
// methods of recommend.Cards and recommend.Lexicon return no errors, so a session keeps the first error of a read. After
// it, the session reads nothing, and Views answers the request again with the companion.
type session struct {
	ctx        context.Context // of the request: the methods of a view have none
	collection Collection
	length     func(context.Context) (int, error)
	known      *knownWords
	companion  *recommend.View

	mu       sync.Mutex
	products map[int64]*Product   // by row; nil for those that do not exist
	expected map[int64]catalog.ID // rows that were handed out but not read
	order    []int64              // rows of expected, in the order of their first mention
	variants map[int64][]int64    // rows by group
	numbers  map[string][]int64   // rows by product number
	exact    map[string][]int64   // rows by exact key
	queries  map[string]*parsedWords
	prepared prepared
	err      error
}

// fail records an error and returns the first one.
func (s *session) fail(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failLocked(err)
}

func (s *session) failLocked(err error) error {
	if s.err == nil {
		s.err = err
	}
	return s.err
}

// failed returns the first error of a read, or nil.
func (s *session) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// add keeps products and returns their rows, in order.
func (s *session) add(products []Product) []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addLocked(products)
}

func (s *session) addLocked(products []Product) (rows []int64) {
	for i := range products {
		row := RowOf(products[i].ID)
		switch known := s.products[row]; {
		case known == nil:
			s.products[row] = &products[i]
		case known.ID != products[i].ID: // two products share the row
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

// addHits keeps the products of hits. It returns the hits of which the session has the product, and their rows.
func (s *session) addHits(hits []Hit) ([]Hit, []int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, rows := hits[:0:0], make([]int64, 0, len(hits))
	for i := range hits {
		if row := s.addLocked([]Product{hits[i].Product}); len(row) == 1 {
			kept, rows = append(kept, hits[i]), append(rows, row[0])
		}
	}
	return kept, rows
}

// expect returns the rows of products without reading them. The first use of one of them reads many.
func (s *session) expect(ids ...catalog.ID) []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	rows := make([]int64, len(ids))
	for i, id := range ids {
		rows[i] = RowOf(id)
		if _, read := s.products[rows[i]]; read {
			continue
		}
		if id.Validate() != nil {
			s.products[rows[i]] = nil
			continue
		}
		if _, known := s.expected[rows[i]]; !known {
			s.expected[rows[i]] = id
			s.order = append(s.order, rows[i])
		}
	}
	return rows
}

// product returns the product of a row, or nil if it does not exist or cannot be read.
func (s *session) product(row int64) *Product {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, read := s.products[row]; read {
		return p
	}
	if _, known := s.expected[row]; known {
		s.readExpected(row)
	}
	return s.products[row]
}

// readExpected reads a row and others that are expected. The caller holds mu.
func (s *session) readExpected(first int64) {
	if s.err != nil {
		return
	}
	ids, rest := []catalog.ID{s.expected[first]}, s.order[:0]
	for _, row := range s.order {
		switch {
		case row == first:
		case len(ids) < readAtOnce:
			ids = append(ids, s.expected[row])
		default:
			rest = append(rest, row)
		}
	}
	s.order = rest
	found, err := s.collection.Get(s.ctx, ids)
	if err != nil {
		s.failLocked(err)
		return
	}
	s.addLocked(found)
	for _, id := range ids {
		row := RowOf(id)
		delete(s.expected, row)
		if _, found := s.products[row]; !found {
			s.products[row] = nil
		}
	}
}

// read returns the products of a key, from the session or else from the collection.
func (s *session) read(known map[string][]int64, key string, keys Keys, limit int) []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rows, ok := known[key]; ok || s.err != nil {
		return rows[:min(limit, len(rows))]
	}
	found, err := s.collection.Find(s.ctx, keys, limit)
	if err != nil {
		s.failLocked(err)
		return nil
	}
	SortProducts(found)
	known[key] = s.addLocked(found)
	return known[key]
}
