package interaction_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/interaction/interactiontest"
)

// moody is a log that can be away, or take a write and lose the answer.
type moody struct {
	interaction.Log
	away, lossy atomic.Bool
}

var errAway = errors.New("away")

func (m *moody) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	draft, err := m.Log.Prepare(userID, x)
	draft.Write, draft.WriteLate = m.moodily(draft.Write), m.moodily(draft.WriteLate)
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

func newOutbox(t *testing.T, l interaction.Log, room int) *interaction.Outbox {
	t.Helper()
	c := interaction.NewOutboxConfig(l, slog.New(slog.DiscardHandler))
	c.Room = room
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
				log := &moody{Log: interaction.NewMemory(time.Now)}
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
		log := &moody{Log: interaction.NewMemory(time.Now)}
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
		log := &moody{Log: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 3)
		log.away.Store(true)
		appendSearch(t, o, "ann", "old")
		time.Sleep(16 * time.Minute)
		if n := o.Waiting(); n != 0 {
			t.Errorf("%d wait", n)
		}
	})
}

func TestOutboxForgetsWhatItsUserRemoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &moody{Log: interaction.NewMemory(time.Now)}
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
				here, elsewhere := &moody{Log: memory}, newOutbox(t, memory, 10)
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
		log := &moody{Log: interaction.NewMemory(time.Now)}
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
		log := &moody{Log: interaction.NewMemory(time.Now)}
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
