package lexical

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"
)

// A Hit is a row that contains at least one word of the query.
type Hit struct {
	Row      int64
	Coverage float32
}

// maxPostings limits the number of candidate rows in Best. Starting with the rarest word, words contribute
// candidates until the total length of their lists would exceed maxPostings. The remaining words only add to
// the scores of those candidates.
const maxPostings = 1 << 16

// Best returns the k allowed rows with the largest coverage, best first, ties in row order.
// It considers only rows that contain one of the query's rarer words.
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

// rare returns the number of words, counted from the rarest, that contribute candidates.
func (q *Query) rare() (n int) {
	for postings := 0; n < len(q.words); n++ {
		if postings += q.words[n].list.df; postings > maxPostings {
			break
		}
	}
	return n
}

// sums holds the partial scores of the rows of a segment, from rare words.
type sums [segmentRows]float32

// pool holds zeroed sums for reuse.
var pool = sync.Pool{New: func() any { return new(sums) }}

// A search is the state of one call of Best. It reads each segment once, in order.
type search struct {
	query   *Query
	rare    int   // number of words, counted from the rarest, that contribute candidates
	at      []int // index of the next run in each word's list
	allowed func(row int64) bool
	best    []Hit // a heap, worst first
	sums    *sums

	// In the current segment.
	lookups []lookupRun // runs of common words, in which to look up only the candidates; the rarest word first
	rest    float32     // largest score that lookups can add to a row
}

// A lookupRun is a run in which offer looks up rows in ascending order.
type lookupRun struct {
	run
	weight float32
	rest   float32 // largest score that later runs can add to a row
	at     int     // no earlier row of the run is looked up anymore
}

// segment reads the next segment that contains a rare word. It returns false if no such segment is left.
func (s *search) segment() bool {
	number, ok := s.next()
	if !ok {
		return false
	}
	var found [maxWords]run
	runs := found[:0]
	for i := range s.rare {
		if r, ok := s.runIn(i, number); ok {
			r.add(s.sums, s.query.words[i].idf*unit)
			runs = append(runs, r)
		}
	}
	s.findCommon(number)
	for i := range runs {
		s.collect(&runs[i])
	}
	return true
}

// next returns the first unread segment that contains a rare word.
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

// runIn returns word i's run in a segment. Calls for the same word must be in ascending segment order.
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

// findCommon finds the runs of common words in a segment.
func (s *search) findCommon(number int64) {
	s.lookups, s.rest = s.lookups[:0], 0
	for i := s.rare; i < len(s.query.words); i++ {
		w := &s.query.words[i]
		if r, ok := s.runIn(i, number); ok {
			s.lookups = append(s.lookups, lookupRun{run: r, weight: w.idf * unit, rest: w.idf * unit * float32(w.list.maxImpact)})
		}
	}
	for i := len(s.lookups) - 1; i >= 0; i-- {
		s.lookups[i].rest, s.rest = s.rest, s.rest+s.lookups[i].rest
	}
}

// add adds the weighted impacts of the run's rows to sums.
func (r *run) add(sums *sums, weight float32) {
	low := r.low[:2*len(r.impact)]
	for i, impact := range r.impact {
		sums[binary.LittleEndian.Uint16(low[2*i:])] += weight * float32(impact)
	}
}

func (r *run) row(i int) int64 { return r.base + int64(binary.LittleEndian.Uint16(r.low[2*i:])) }

// collect calls offer for each row of the run that no earlier run has offered. It resets the row's sum.
func (s *search) collect(r *run) {
	for i := range s.lookups {
		s.lookups[i].at = 0
	}
	low := r.low[:2*len(r.impact)]
	for i := range r.impact {
		at := binary.LittleEndian.Uint16(low[2*i:])
		sum := s.sums[at]
		s.sums[at] = 0
		if sum > 0 && s.isBest(sum+s.rest) {
			s.offer(r.base+int64(at), at, sum)
		}
	}
}

// isBest reports whether a row with a score is one of the best so far.
func (s *search) isBest(score float32) bool {
	return len(s.best) < cap(s.best) || score > s.best[0].Coverage
}

// offer adds a row to the best hits if its score is high enough and it is allowed. It asks last whether the row is allowed,
// because that reads other files than the score.
func (s *search) offer(row int64, low uint16, sum float32) {
	for i := range s.lookups {
		l := &s.lookups[i]
		if impact, ok := l.advance(low); ok {
			sum += l.weight * float32(impact)
		}
		if !s.isBest(sum + l.rest) {
			return
		}
	}
	if row >= s.query.ix.rows || !s.allowed(row) {
		return
	}
	h := Hit{row, sum}
	if len(s.best) < cap(s.best) {
		s.best = append(s.best, h)
		up(s.best)
	} else {
		s.best[0] = h
		down(s.best)
	}
}

// advance looks up a row that follows all earlier ones. It takes time logarithmic in the number of rows between them.
func (r *lookupRun) advance(low uint16) (byte, bool) {
	from, n := r.at, len(r.impact)
	step := 1
	for from+step < n && r.lowAt(from+step) < low {
		from += step
		step *= 2
	}
	to := min(from+step, n)
	for from < to {
		if mid := (from + to) / 2; r.lowAt(mid) < low {
			from = mid + 1
		} else {
			to = mid
		}
	}
	if r.at = from; from == n || r.lowAt(from) != low {
		return 0, false
	}
	return r.impact[from], true
}

func (r *run) lowAt(i int) uint16 { return binary.LittleEndian.Uint16(r.low[2*i:]) }
