package load

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestAtRateDoesNotWaitForResponses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent atomic.Int64
		r := AtRate(t.Context(), 100, 10*time.Second, func(context.Context, int) error {
			sent.Add(1)
			time.Sleep(5 * time.Second)
			return nil
		})
		if n := sent.Load(); n < 900 || n > 1100 {
			t.Errorf("AtRate sent %d requests in 10 s at 100 per second, want 900 to 1100", n)
		}
		if got := r.Percentile(50); got < 4900*time.Millisecond || got > 5100*time.Millisecond {
			t.Errorf("median = %s, want 5 s", got)
		}
	})
}

// TestAtRateMeasuresFromTheDueTime uses a server that handles one request at a time. One stall of a second delays a
// tenth of the requests of a 10 s run.
func TestAtRateMeasuresFromTheDueTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turn := make(chan struct{}, 1)
		r := AtRate(t.Context(), 100, 10*time.Second, func(_ context.Context, i int) error {
			turn <- struct{}{}
			defer func() { <-turn }()
			if i == 300 {
				time.Sleep(time.Second)
			}
			return nil
		})
		if got := r.Percentile(95); got < 300*time.Millisecond {
			t.Errorf("95th percentile = %s, want at least 300 ms after the stall", got)
		}
		if got := r.Percentile(50); got > 10*time.Millisecond {
			t.Errorf("median = %s, want at most 10 ms", got)
		}
	})
}

func TestAtRateLimitsOutstandingRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := AtRate(t.Context(), 1000, 5*time.Second, func(ctx context.Context, _ int) error {
			time.Sleep(time.Minute)
			return nil
		})
		if n, err := r.Failures(); n == 0 || !errors.Is(err, ErrOverload) {
			t.Errorf("Failures() = %d, %v, want at least 1 with ErrOverload", n, err)
		}
	})
}

func TestScheduleIsReproducible(t *testing.T) {
	a, b := schedule(50, time.Minute), schedule(50, time.Minute)
	if len(a) != len(b) || a[len(a)-1] != b[len(b)-1] {
		t.Errorf("two schedules differ: %d and %d requests", len(a), len(b))
	}
}

func TestSaturate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wrong := errors.New("wrong response")
		r := Saturate(t.Context(), 4, 10*time.Second, func(_ context.Context, i int) error {
			time.Sleep(100 * time.Millisecond)
			if i == 8 {
				return wrong
			}
			return nil
		})
		if got := r.Rate(); got < 39 || got > 40 {
			t.Errorf("rate = %.1f, want 39 to 40", got)
		}
		if n, err := r.Failures(); n != 1 || !errors.Is(err, wrong) {
			t.Errorf("Failures() = %d, %v, want 1, %v", n, err, wrong)
		}
		if got := r.Percentile(100); got < 99*time.Millisecond || got > 101*time.Millisecond {
			t.Errorf("100th percentile = %s, want 100 ms", got)
		}
	})
}

func TestHighest(t *testing.T) {
	for _, c := range []struct{ limit, most, least, want float64 }{
		{437, 2000, 430, 437}, {5, 2000, 0, 0}, {9999, 2000, 2000, 2000}, {100, 2000, 95, 100},
	} {
		got, err := Highest(50, c.most, 5, func(rate float64) (bool, error) { return rate <= c.limit, nil })
		if err != nil || got < c.least || got > c.want {
			t.Errorf("Highest with a limit of %v = %v, %v, want %v to %v", c.limit, got, err, c.least, c.want)
		}
	}
}
