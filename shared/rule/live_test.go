package rule_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

// A counted is a store that counts reads, takes time for them, and fails while broken.
type counted struct {
	rule.Memory
	takes           time.Duration
	broken          atomic.Bool
	versions, loads atomic.Int64
}

func (c *counted) Version(ctx context.Context) (int64, error) {
	c.versions.Add(1)
	select {
	case <-time.After(c.takes):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if c.broken.Load() {
		return 0, errors.New("unavailable")
	}
	return c.Memory.Version(ctx)
}

func (c *counted) Load(ctx context.Context) (rule.Stored, error) {
	c.loads.Add(1)
	return c.Memory.Load(ctx)
}

const every = 3 * time.Second

// live runs test with a store and the Live over it, in a bubble of synctest.
func live(t *testing.T, test func(t *testing.T, s *counted, l *rule.Live)) {
	synctest.Test(t, func(t *testing.T) {
		s := &counted{takes: 10 * time.Millisecond}
		l := rule.NewLive(s, every, slog.New(slog.DiscardHandler))
		defer l.Close()
		test(t, s, l)
	})
}

func TestLiveShowsARuleWithinFiveSeconds(t *testing.T) {
	live(t, func(t *testing.T, s *counted, l *rule.Live) {
		l.Current(t.Context())
		ruletest.Put(t, s, ruletest.Block("a", "p1"))
		start := time.Now()
		for l.Current(t.Context()).Version() == 0 {
			time.Sleep(100 * time.Millisecond)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("a rule was visible after %v", took)
		}
	})
}

func TestLiveReadsOnlyTheVersionWithoutChanges(t *testing.T) {
	live(t, func(t *testing.T, s *counted, l *rule.Live) {
		ruletest.Put(t, s, ruletest.Block("a", "p1"))
		for range 300 { // a minute
			l.Current(t.Context())
			time.Sleep(200 * time.Millisecond)
		}
		if v, n := s.versions.Load(), s.loads.Load(); v > 21 || n != 1 {
			t.Errorf("a minute without changes read the version %d times and the rules %d times, want at most 21 and 1", v, n)
		}
		time.Sleep(time.Hour)
		if v := s.versions.Load(); v > 43 {
			t.Errorf("without calls, the version was read %d times", v)
		}
	})
}

func TestLiveIsCurrentAfterAPause(t *testing.T) {
	live(t, func(t *testing.T, s *counted, l *rule.Live) {
		l.Current(t.Context())
		time.Sleep(time.Hour)
		ruletest.Put(t, s, ruletest.Block("a", "p1"))
		if got := l.Current(t.Context()).Version(); got != 1 {
			t.Errorf("the first call after a pause has version %d, want 1", got)
		}
	})
}

func TestLiveWaitsBrieflyForAStoreThatHangs(t *testing.T) {
	live(t, func(t *testing.T, s *counted, l *rule.Live) {
		s.takes = time.Minute
		start := time.Now()
		for range 100 {
			l.Current(t.Context())
		}
		if took := time.Since(start); took > 100*time.Millisecond {
			t.Errorf("100 calls waited %v for a store that hangs, want at most 100 ms", took)
		}
	})
}

func TestLiveKeepsTheRulesWhileTheStoreIsUnavailable(t *testing.T) {
	live(t, func(t *testing.T, s *counted, l *rule.Live) {
		ruletest.Put(t, s, ruletest.Block("a", "p1"))
		if got := l.Current(t.Context()).Version(); got != 1 {
			t.Fatalf("version %d, want 1", got)
		}
		s.broken.Store(true)
		ruletest.Put(t, s, ruletest.Block("b", "p2"))
		time.Sleep(time.Minute)
		if got := l.Current(t.Context()); got.Version() != 1 || len(got.Rules()) != 1 {
			t.Errorf("while the store is unavailable: version %d, want 1", got.Version())
		}
		s.broken.Store(false)
		time.Sleep(every + time.Millisecond) // the read of this moment has ended
		if got := l.Current(t.Context()).Version(); got != 2 {
			t.Errorf("afterwards: version %d, want 2", got)
		}
	})
}

func TestNewestSeesAChangeAtOnce(t *testing.T) {
	live(t, func(t *testing.T, s *counted, l *rule.Live) {
		for version := range int64(3) {
			if got, err := l.Newest(t.Context()); err != nil || got.Version() != version {
				t.Fatalf("Newest = version %d, %v, want %d", got.Version(), err, version)
			}
			ruletest.Put(t, s, ruletest.Block("a", "p1"))
		}
		s.broken.Store(true)
		if _, err := l.Newest(t.Context()); err == nil {
			t.Error("Newest succeeded while the store is unavailable")
		}
	})
}
