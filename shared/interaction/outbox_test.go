package interaction_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/interaction/interactiontest"
)

// moody is a log that can be away, or store a write and lose the answer.
type moody struct {
	interaction.DraftLog
	away, lossy atomic.Bool
	refused     string // the user whose writes fail
	refusal     error
}

var errAway = errors.New("away")

func (m *moody) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	draft, err := m.DraftLog.Prepare(userID, x)
	draft.Write, draft.WriteLate = m.moodily(draft.Write), m.moodily(draft.WriteLate)
	if userID == m.refused {
		draft.Write = func(context.Context) error { return errAway }
		draft.WriteLate = func(context.Context) error { return m.refusal }
	}
	return draft, err
}

func (m *moody) moodily(write func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if m.away.Load() {
			return errAway
		}
		err := write(ctx)
		if m.lossy.Load() {
			return errAway
		}
		return err
	}
}

func newOutbox(t *testing.T, l interaction.DraftLog, room int) *interaction.Outbox {
	t.Helper()
	c := interaction.NewOutboxConfig(l, slog.New(slog.DiscardHandler))
	c.Capacity = room
	o := interaction.NewOutbox(c)
	t.Cleanup(func() { _ = o.Close(context.Background()) })
	return o
}

func TestOutboxIsALog(t *testing.T) {
	interactiontest.TestLog(t, func(t *testing.T) interaction.Log {
		return newOutbox(t, interaction.NewMemory(time.Now), 10)
	})
}

func appendSearch(t *testing.T, l interaction.Log, user, query string) string {
	t.Helper()
	id, err := l.Append(t.Context(), user, interaction.Interaction{Type: interaction.Search, Query: query})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func queries(t *testing.T, l interaction.Log, user string) (oldestFirst []string) {
	t.Helper()
	latest, err := l.Latest(t.Context(), user, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range latest {
		oldestFirst = append([]string{x.Query}, oldestFirst...)
	}
	return oldestFirst
}

// In a minute without the log, or one whose answers are lost, everything is kept, once and in its order.
func TestOutboxKeepsWhatTheLogDoesNotTake(t *testing.T) {
	for name, fault := range map[string]func(*moody) *atomic.Bool{
		"away":         func(m *moody) *atomic.Bool { return &m.away },
		"answers lost": func(m *moody) *atomic.Bool { return &m.lossy },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				log := &moody{DraftLog: interaction.NewMemory(time.Now)}
				o := newOutbox(t, log, 1000)
				fault(log).Store(true)
				var want []string
				for i := range 60 {
					for _, user := range []string{"ann", "bob"} {
						appendSearch(t, o, user, fmt.Sprint("query ", i))
					}
					want = append(want, fmt.Sprint("query ", i))
					time.Sleep(time.Second)
				}
				if n := o.Waiting(); n < 100 {
					t.Errorf("%d wait, want most of 120", n)
				}
				fault(log).Store(false)
				time.Sleep(5 * time.Second)
				if n := o.Waiting(); n != 0 {
					t.Errorf("%d wait still", n)
				}
				for _, user := range []string{"ann", "bob"} {
					if got := queries(t, log, user); fmt.Sprint(got) != fmt.Sprint(want) {
						t.Errorf("%s's log holds %q", user, got)
					}
				}
			})
		})
	}
}

func TestOutboxHasRoomForSoMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &moody{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 3)
		log.away.Store(true)
		for i := range 3 {
			appendSearch(t, o, "ann", fmt.Sprint(i))
		}
		_, err := o.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "4"})
		if !errors.Is(err, interaction.ErrFull) {
			t.Errorf("the fourth: %v, want ErrFull", err)
		}
		log.away.Store(false)
	})
}

func TestOutboxGivesUpWhatIsTooOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &moody{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 3)
		log.away.Store(true)
		appendSearch(t, o, "ann", "old")
		time.Sleep(16 * time.Minute)
		if n := o.Waiting(); n != 0 {
			t.Errorf("%d wait", n)
		}
	})
}

func TestOutboxIsNotHeldUpByOneUser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &moody{DraftLog: interaction.NewMemory(time.Now), refused: "ann", refusal: errAway}
		o := newOutbox(t, log, 1000)
		log.away.Store(true)
		for i := range 3 {
			appendSearch(t, o, "ann", fmt.Sprint("ann ", i))
		}
		for i := range 3 {
			appendSearch(t, o, "bob", fmt.Sprint("bob ", i))
		}
		log.away.Store(false)
		time.Sleep(5 * time.Second)
		if got, want := fmt.Sprint(queries(t, log, "bob")), "[bob 0 bob 1 bob 2]"; got != want {
			t.Errorf("bob's log holds %s, want %s: ann's failing writes hold it up", got, want)
		}
		start := time.Now()
		appendSearch(t, o, "bob", "bob 3")
		time.Sleep(time.Millisecond)
		if got := queries(t, log, "bob"); len(got) != 4 || time.Since(start) > time.Second {
			t.Errorf("a new search of bob's is not stored at once: the log holds %q", got)
		}
		if n := o.Waiting(); n != 3 {
			t.Errorf("%d interactions wait, want ann's 3", n)
		}
	})
}

func TestOutboxDropsWhatTheLogRefusesForGood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		log := &moody{DraftLog: interaction.NewMemory(time.Now), refused: "ann", refusal: fmt.Errorf("too large: %w", interaction.ErrPermanent)}
		c := interaction.NewOutboxConfig(log, slog.New(slog.NewTextHandler(&out, nil)))
		o := interaction.NewOutbox(c)
		appendSearch(t, o, "ann", "shoes")
		synctest.Wait()
		if n := o.Waiting(); n != 0 {
			t.Errorf("%d interactions wait after a permanent error, want none", n)
		}
		if !strings.Contains(out.String(), "too large") {
			t.Errorf("the lost interaction is not reported: %s", &out)
		}
		if err := o.Close(t.Context()); err != nil {
			t.Errorf("Close = %v, want nil", err)
		}
	})
}

// permanent is a log that refuses every write for good.
type permanent struct{ interaction.DraftLog }

func (l permanent) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	draft, err := l.DraftLog.Prepare(userID, x)
	draft.Write = func(context.Context) error { return interaction.ErrPermanent }
	return draft, err
}

func TestOutboxReturnsAPermanentError(t *testing.T) {
	o := newOutbox(t, permanent{interaction.NewMemory(time.Now)}, 10)
	_, err := o.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "shoes"})
	if !errors.Is(err, interaction.ErrPermanent) || o.Waiting() != 0 {
		t.Errorf("Append = %v with %d waiting, want ErrPermanent and none", err, o.Waiting())
	}
}

func TestOutboxForgetsWhatItsUserRemoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &moody{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 10)
		log.away.Store(true)
		appendSearch(t, o, "ann", "kept")
		removed := appendSearch(t, o, "ann", "removed")
		appendSearch(t, o, "bob", "cleared")
		if err := errors.Join(o.Delete(t.Context(), "ann", removed), o.Clear(t.Context(), "bob")); err != nil {
			t.Fatal(err)
		}
		log.away.Store(false)
		time.Sleep(5 * time.Second)
		if got := queries(t, log, "ann"); len(got) != 1 || got[0] != "kept" {
			t.Errorf("ann's log holds %q", got)
		}
		if got := queries(t, log, "bob"); len(got) != 0 {
			t.Errorf("bob's log holds %q", got)
		}
	})
}

// What is removed by way of another instance is dropped here when the log is back; what is done after that is kept.
func TestOutboxForgetsWhatItsUserRemovesElsewhere(t *testing.T) {
	for name, fault := range map[string]func(*moody) *atomic.Bool{
		"away":         func(m *moody) *atomic.Bool { return &m.away },
		"answers lost": func(m *moody) *atomic.Bool { return &m.lossy },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				memory := interaction.NewMemory(time.Now)
				here, elsewhere := &moody{DraftLog: memory}, newOutbox(t, memory, 10)
				o := newOutbox(t, here, 10)
				fault(here).Store(true)
				appendSearch(t, o, "ann", "kept")
				removed := appendSearch(t, o, "ann", "removed")
				appendSearch(t, o, "bob", "cleared")
				if err := errors.Join(elsewhere.Delete(t.Context(), "ann", removed), elsewhere.Clear(t.Context(), "bob")); err != nil {
					t.Fatal(err)
				}
				appendSearch(t, o, "bob", "typed since")
				fault(here).Store(false)
				time.Sleep(5 * time.Second)
				if got := queries(t, memory, "ann"); len(got) != 1 || got[0] != "kept" {
					t.Errorf("ann's log holds %q", got)
				}
				if got := queries(t, memory, "bob"); len(got) != 1 || got[0] != "typed since" {
					t.Errorf("bob's log holds %q", got)
				}
			})
		})
	}
}

func TestOutboxSaysWhatIsLostAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &moody{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 10)
		log.away.Store(true)
		appendSearch(t, o, "ann", "lost")
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
		defer cancel()
		if err := o.Close(ctx); err == nil {
			t.Error("Close gives no error")
		}
	})
}

func TestOutboxClearOfOneTypeKeepsTheOthersWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &moody{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 10)
		log.away.Store(true)
		appendSearch(t, o, "ann", "shoes")
		clicked, err := o.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Click, ProductID: "p1"})
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Clear(t.Context(), "ann", interaction.Search); err != nil {
			t.Fatal(err)
		}
		if n := o.Waiting(); n != 1 {
			t.Errorf("%d interactions wait after Clear(search), want the click alone", n)
		}
		log.away.Store(false)
		time.Sleep(5 * time.Second)
		if got, err := log.Latest(t.Context(), "ann", 10); err != nil || len(got) != 1 || got[0].ID != clicked {
			t.Errorf("Latest = %+v, %v, want the click alone", got, err)
		}
	})
}
