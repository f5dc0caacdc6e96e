package load

import (
	"sync"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// A Result says how requests were answered.
type Result struct {
	begun time.Time
	took  time.Duration

	mu     sync.Mutex
	times  *hdrhistogram.Histogram // of the right answers, in microseconds
	wrong  int
	reason error // of the first that was wrong
}

func newResult() *Result {
	return &Result{times: hdrhistogram.New(1, time.Hour.Microseconds(), 3), begun: time.Now()}
}

// add counts an answer that is there now, to a request that was due.
func (r *Result) add(due time.Time, err error) {
	took := time.Since(due)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		err = r.times.RecordValue(max(took.Microseconds(), 1))
	}
	if err != nil {
		r.wrong++
		if r.reason == nil {
			r.reason = err
		}
	}
}

func (r *Result) end() *Result {
	r.took = time.Since(r.begun)
	return r
}

// Percentile returns the time within which p percent of the right answers came.
func (r *Result) Percentile(p float64) time.Duration {
	return time.Duration(r.times.ValueAtPercentile(p)) * time.Microsecond
}

// Max returns the longest time of a right answer.
func (r *Result) Max() time.Duration { return time.Duration(r.times.Max()) * time.Microsecond }

// Rate returns the right answers a second, from the first request to the last answer.
func (r *Result) Rate() float64 { return float64(r.times.TotalCount()) / r.took.Seconds() }

// Answers returns how many answers were right.
func (r *Result) Answers() int { return int(r.times.TotalCount()) }

// Wrong returns how many requests had no right answer, and what was wrong with the first.
func (r *Result) Wrong() (int, error) { return r.wrong, r.reason }
