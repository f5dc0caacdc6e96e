package lexical

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"
)

// A Hit is a row found by its words.
type Hit struct {
	Row      int64
	Coverage float32
}

// mostPostings bounds what Best reads. The rarest words bring rows until their lists together are as long; commoner
// words, by which meaning finds as well, only add to what those brought.
const mostPostings = 1 << 16

// Best returns the k rows with the largest coverage, of those that allowed allows, best first, equal ones in row
// order. It looks for them among the rows that hold one of the query's rarer words.
func (q *Query) Best(k int, allowed func(row int64) bool) []Hit {
	n := q.rare()
	if n == 0 || k <= 0 {
		return nil
	}
	s := search{query: q, rare: n, at: make([]int, len(q.words)), allowed: allowed, best: make([]Hit, 0, k)}
	s.sums = pool.Get().(*sums)
	defer pool.Put(s.sums)
	for s.segment() {
	}
	slices.SortFunc(s.best, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Coverage, a.Coverage), cmp.Compare(a.Row, b.Row)) })
	for i := range s.best {
		s.best[i].Coverage /= q.sum
	}
	return s.best
}

// rare returns how many of the words, the rarest, bring rows.
func (q *Query) rare() (n int) {
	for postings := 0; n < len(q.words); n++ {
		if postings += q.words[n].list.df; postings > mostPostings {
			break
		}
	}
	return n
}

// sums are what a segment's rows hold of rare words and of common ones, in the unit of idf.
type sums struct{ rare, common [segmentRows]float32 }

// pool keeps sums that are all zero.
var pool = sync.Pool{New: func() any { return new(sums) }}

// A search goes through the segments once.
type search struct {
	query   *Query
	rare    int   // of the query's words, the first
	at      []int // of each word's list, the run to read next
	allowed func(row int64) bool
	best    []Hit // a heap, the worst first
	sums    *sums

	// Of the segment at hand.
	sought []soughtRun // runs of common words too long to add up for the few rows in question
	rest   float32     // what those can add at most
}

type soughtRun struct {
	run
	weight float32
}

// segment reads the next segment that a rare word has rows in, and reports whether there was one.
func (s *search) segment() bool {
	number, ok := s.next()
	if !ok {
		return false
	}
	var found [maxWords]run
	runs, rows := found[:0], 0
	for i := range s.rare {
		if r, ok := s.runIn(i, number); ok {
			r.add(&s.sums.rare, s.query.words[i].idf*unit)
			runs, rows = append(runs, r), rows+len(r.impact)
		}
	}
	added := s.addCommon(number, rows)
	for i := range runs {
		s.collect(&runs[i])
	}
	if added {
		clear(s.sums.common[:])
	}
	return true
}

// next returns the first segment that a rare word has rows in and that was not read.
func (s *search) next() (number int64, ok bool) {
	for i := range s.rare {
		if l := &s.query.words[i].list; s.at[i] < l.runs() {
			if n := l.segment(s.at[i]); !ok || n < number {
				number, ok = n, true
			}
		}
	}
	return number, ok
}

// runIn returns word i's run in a segment. Segments must be asked for in order.
func (s *search) runIn(i int, number int64) (run, bool) {
	l := &s.query.words[i].list
	for s.at[i] < l.runs() && l.segment(s.at[i]) < number {
		s.at[i]++
	}
	if s.at[i] == l.runs() || l.segment(s.at[i]) != number {
		return run{}, false
	}
	s.at[i]++
	return l.run(s.at[i] - 1), true
}

// lookUpCost is how many rows are added up in the time that one is looked up.
const lookUpCost = 16

// addCommon adds common words' runs to their sums, or notes them to be looked up in where few rows are in question.
// It reports whether it added any.
func (s *search) addCommon(number int64, rows int) (added bool) {
	s.sought, s.rest = s.sought[:0], 0
	for i := s.rare; i < len(s.query.words); i++ {
		w := &s.query.words[i]
		r, ok := s.runIn(i, number)
		switch {
		case !ok:
		case lookUpCost*rows > len(r.impact):
			r.add(&s.sums.common, w.idf*unit)
			added = true
		default:
			s.sought = append(s.sought, soughtRun{r, w.idf * unit})
			s.rest += w.idf * unit * float32(w.list.most)
		}
	}
	return added
}

// add adds what the run's rows hold of a word to their sums.
func (r *run) add(sums *[segmentRows]float32, weight float32) {
	low := r.low[:2*len(r.impact)]
	for i, impact := range r.impact {
		sums[binary.LittleEndian.Uint16(low[2*i:])] += weight * float32(impact)
	}
}

func (r *run) row(i int) int64 { return r.base + int64(binary.LittleEndian.Uint16(r.low[2*i:])) }

// collect offers the run's rows, each that no run before it has, and clears their sums of rare words.
func (s *search) collect(r *run) {
	low := r.low[:2*len(r.impact)]
	for i := range r.impact {
		at := binary.LittleEndian.Uint16(low[2*i:])
		sum := s.sums.rare[at]
		s.sums.rare[at] = 0
		if sum > 0 {
			if sum += s.sums.common[at]; len(s.best) < cap(s.best) || sum+s.rest > s.best[0].Coverage {
				s.offer(r.base+int64(at), at, sum)
			}
		}
	}
}

// offer takes a row in if it is allowed and among the best so far.
func (s *search) offer(row int64, low uint16, sum float32) {
	if row >= s.query.ix.rows || !s.allowed(row) {
		return
	}
	for i := range s.sought {
		if impact, ok := s.sought[i].lookUp(low); ok {
			sum += s.sought[i].weight * float32(impact)
		}
	}
	h := Hit{row, sum}
	if len(s.best) < cap(s.best) {
		s.best = append(s.best, h)
		up(s.best)
	} else if h.Coverage > s.best[0].Coverage {
		s.best[0] = h
		down(s.best)
	}
}

// worse is the heap's order: what is to be given up first.
func worse(a, b Hit) bool {
	return a.Coverage < b.Coverage || a.Coverage == b.Coverage && a.Row > b.Row
}

func up(heap []Hit) {
	for i := len(heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if !worse(heap[i], heap[parent]) {
			return
		}
		heap[i], heap[parent] = heap[parent], heap[i]
		i = parent
	}
}

func down(heap []Hit) {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && worse(heap[child+1], heap[child]) {
			child++
		}
		if !worse(heap[child], heap[i]) {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}
