package fresh_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/fresh"
)

const (
	every   = 4 * time.Second
	maxAge  = 5 * time.Second
	maxWait = 100 * time.Millisecond
)

// A source is a number that takes time to read, and that cannot be read while it is broken.
type source struct {
	takes   time.Duration
	number  atomic.Int64
	broken  atomic.Bool
	reads   atomic.Int64
	running atomic.Int64
}

func (s *source) read(ctx context.Context, last int64) (int64, error) {
	s.reads.Add(1)
	if s.running.Add(1) > 1 {
		panic("two reads at a time")
	}
	defer s.running.Add(-1)
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if s.broken.Load() {
		return 0, errors.New("unavailable")
	}
	return max(last, s.number.Load()), nil // a number never decreases
}

// with runs test with a source and a value of it, in a bubble of synctest.
func with(t *testing.T, keep time.Duration, test func(t *testing.T, s *source, v *fresh.Value[int64])) {
	t.Helper()
	withAge(t, keep, maxAge, test)
}

func withAge(t *testing.T, keep, maxAge time.Duration, test func(t *testing.T, s *source, v *fresh.Value[int64])) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &source{takes: 10 * time.Millisecond}
		v := fresh.New(fresh.Config[int64]{
			Read: s.read, Every: every, MaxAge: maxAge, MaxWait: maxWait, Timeout: 10 * time.Second, Keep: keep,
			Logger: slog.New(slog.DiscardHandler), Failed: "not read",
		})
		defer v.Close()
		test(t, s, v)
	})
}

func TestAChangeIsSeenWithinMaxAge(t *testing.T) {
	for name, keep := range map[string]time.Duration{"only calls read": 0, "reads go on": time.Minute} {
		t.Run(name, func(t *testing.T) {
			with(t, keep, func(t *testing.T, s *source, v *fresh.Value[int64]) {
				for number := range int64(20) {
					s.number.Store(number)
					changed := time.Now()
					for v.Get(t.Context()) != number {
						time.Sleep(70 * time.Millisecond)
					}
					if took := time.Since(changed); took > maxAge {
						t.Fatalf("number %d was seen after %v", number, took)
					}
				}
			})
		})
	}
}

func TestTheFirstCallAfterAPauseWaits(t *testing.T) {
	for name, keep := range map[string]time.Duration{"only calls read": 0, "reads go on": time.Minute} {
		t.Run(name, func(t *testing.T) {
			with(t, keep, func(t *testing.T, s *source, v *fresh.Value[int64]) {
				for number := range int64(3) {
					s.number.Store(number)
					if got := v.Get(t.Context()); got != number {
						t.Errorf("Get = %d after a pause, want %d", got, number)
					}
					time.Sleep(time.Hour)
				}
			})
		})
	}
}

func TestReadsWhileUnused(t *testing.T) {
	for _, tt := range []struct {
		keep time.Duration
		want int64
	}{{0, 1}, {time.Minute, 16}} {
		with(t, tt.keep, func(t *testing.T, s *source, v *fresh.Value[int64]) {
			v.Get(t.Context())
			time.Sleep(time.Hour)
			if n := s.reads.Load(); n != tt.want {
				t.Errorf("one call with Keep %v: %d reads in an hour, want %d", tt.keep, n, tt.want)
			}
		})
	}
}

func TestCallsWaitBrieflyForASlowRead(t *testing.T) {
	with(t, 0, func(t *testing.T, s *source, v *fresh.Value[int64]) {
		s.takes = time.Hour
		start := time.Now()
		for range 100 {
			v.Get(t.Context())
		}
		if took := time.Since(start); took != maxWait {
			t.Errorf("100 calls waited %v for a read that hangs, want %v", took, maxWait)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		time.Sleep(time.Hour)
		start = time.Now()
		v.Get(gone)
		if took := time.Since(start); took != 0 {
			t.Errorf("a call without a caller waited %v", took)
		}
	})
}

func TestTheLastValueStaysWhileReadsFail(t *testing.T) {
	with(t, 0, func(t *testing.T, s *source, v *fresh.Value[int64]) {
		s.number.Store(1)
		v.Get(t.Context())
		s.broken.Store(true)
		s.takes = time.Second
		s.number.Store(2)
		for range 30 {
			time.Sleep(time.Second)
			start := time.Now()
			if got := v.Get(t.Context()); got != 1 {
				t.Fatalf("Get = %d while reads fail, want the last value", got)
			}
			if took := time.Since(start); took > 0 {
				t.Errorf("a call waited %v for a read that fails", took)
			}
		}
		if _, err := v.Newest(t.Context()); err == nil {
			t.Error("Newest succeeded while reads fail")
		}
		s.broken.Store(false)
		if got, err := v.Newest(t.Context()); got != 2 || err != nil {
			t.Errorf("Newest = %d, %v, want 2", got, err)
		}
	})
}

// Newest returns what was stored before the call, also if a read runs already.
func TestNewestReadsAgain(t *testing.T) {
	with(t, 0, func(t *testing.T, s *source, v *fresh.Value[int64]) {
		s.takes = time.Second
		v.Get(t.Context()) // its read runs
		time.Sleep(s.takes - maxWait)
		s.number.Store(7)
		if got, err := v.Newest(t.Context()); got != 7 || err != nil {
			t.Errorf("Newest = %d, %v, want 7", got, err)
		}
	})
}

// The platform can stop the processor of an idle instance, and with it the reads in the background. A call then waits for the
// one that is late.
func TestACallWaitsForAReadThatIsLate(t *testing.T) {
	withAge(t, time.Minute, time.Second, func(t *testing.T, s *source, v *fresh.Value[int64]) {
		v.Get(t.Context())
		s.number.Store(1)
		time.Sleep(every - 50*time.Millisecond)
		if got := v.Get(t.Context()); got != 1 {
			t.Errorf("Get = %d just before a read, want what it reads", got)
		}
	})
}

func TestClose(t *testing.T) {
	with(t, time.Minute, func(t *testing.T, s *source, v *fresh.Value[int64]) {
		s.takes = time.Hour
		v.Get(t.Context())
		start := time.Now()
		if err := v.Close(); err != nil || time.Since(start) != 0 {
			t.Errorf("Close = %v after %v, want nil at once", err, time.Since(start))
		}
		reads := s.reads.Load()
		v.Get(t.Context())
		if took := time.Since(start); took != 0 || s.reads.Load() != reads {
			t.Errorf("a call after Close waited %v, or read", took)
		}
	})
}
