package load

import (
	"sync"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// A Result collects the outcomes of requests.
type Result struct {
	begun time.Time
	took  time.Duration

	mu       sync.Mutex
	times    *hdrhistogram.Histogram // of successful requests, in microseconds
	failures int
	reason   error // of the first failure
}

func newResult() *Result {
	return &Result{times: hdrhistogram.New(1, time.Hour.Microseconds(), 3), begun: time.Now()}
}

// add records the outcome of a request that was due at the given time.
func (r *Result) add(due time.Time, err error) {
	took := time.Since(due)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		err = r.times.RecordValue(max(took.Microseconds(), 1))
	}
	if err != nil {
		r.failures++
		if r.reason == nil {
			r.reason = err
		}
	}
}

func (r *Result) end() *Result {
	r.took = time.Since(r.begun)
	return r
}

// Percentile returns the p-th percentile of the response times of successful requests.
func (r *Result) Percentile(p float64) time.Duration {
	return time.Duration(r.times.ValueAtPercentile(p)) * time.Microsecond
}

// Rate returns the number of successful requests per second.
func (r *Result) Rate() float64 { return float64(r.times.TotalCount()) / r.took.Seconds() }

// Successes returns the number of successful requests.
func (r *Result) Successes() int { return int(r.times.TotalCount()) }

// Failures returns the number of failed requests and the first error.
func (r *Result) Failures() (int, error) { return r.failures, r.reason }
