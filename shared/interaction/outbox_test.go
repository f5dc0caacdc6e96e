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

// A faultyLog fails writes while a fault is set. With down, it fails before the write; with lossy, after it.
type faultyLog struct {
	interaction.DraftLog
	down, lossy atomic.Bool
	failingUser string // all writes of this user fail
	lateErr     error  // result of failingUser's late writes
}

var errUnavailable = errors.New("unavailable")

func (l *faultyLog) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	draft, err := l.DraftLog.Prepare(userID, x)
	draft.Write, draft.WriteLate = l.withFaults(draft.Write), l.withFaults(draft.WriteLate)
	if userID == l.failingUser {
		draft.Write = func(context.Context) error { return errUnavailable }
		draft.WriteLate = func(context.Context) error { return l.lateErr }
	}
	return draft, err
}

func (l *faultyLog) withFaults(write func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if l.down.Load() {
			return errUnavailable
		}
		err := write(ctx)
		if l.lossy.Load() {
			return errUnavailable
		}
		return err
	}
}

func newOutbox(t *testing.T, l interaction.DraftLog, capacity int) *interaction.Outbox {
	t.Helper()
	c := interaction.NewOutboxConfig(l, slog.New(slog.DiscardHandler))
	c.Capacity = capacity
	o := interaction.NewOutbox(c)
	t.Cleanup(func() { _ = o.Close(context.Background()) })
	return o
}

func TestOutboxConforms(t *testing.T) {
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

// During a minute of failed writes or of lost responses, the outbox must not lose, duplicate or reorder interactions.
func TestOutboxSurvivesAnOutage(t *testing.T) {
	for name, fault := range map[string]func(*faultyLog) *atomic.Bool{
		"down":           func(l *faultyLog) *atomic.Bool { return &l.down },
		"responses lost": func(l *faultyLog) *atomic.Bool { return &l.lossy },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				log := &faultyLog{DraftLog: interaction.NewMemory(time.Now)}
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
					t.Errorf("%d interactions wait, want most of 120", n)
				}
				fault(log).Store(false)
				time.Sleep(5 * time.Second)
				if n := o.Waiting(); n != 0 {
					t.Errorf("%d interactions wait after the outage, want 0", n)
				}
				for _, user := range []string{"ann", "bob"} {
					if got := queries(t, log, user); fmt.Sprint(got) != fmt.Sprint(want) {
						t.Errorf("%s's log contains %q, want %q", user, got, want)
					}
				}
			})
		})
	}
}

func TestOutboxReturnsErrFullAtCapacity(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &faultyLog{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 3)
		log.down.Store(true)
		for i := range 3 {
			appendSearch(t, o, "ann", fmt.Sprint(i))
		}
		_, err := o.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "4"})
		if !errors.Is(err, interaction.ErrFull) {
			t.Errorf("fourth Append = %v, want ErrFull", err)
		}
		log.down.Store(false)
	})
}

func TestOutboxDropsInteractionsAfterMaxAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &faultyLog{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 3)
		log.down.Store(true)
		appendSearch(t, o, "ann", "old")
		time.Sleep(16 * time.Minute)
		if n := o.Waiting(); n != 0 {
			t.Errorf("%d interactions wait, want 0", n)
		}
	})
}

func TestOutboxIsNotBlockedByOneUser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &faultyLog{DraftLog: interaction.NewMemory(time.Now), failingUser: "ann", lateErr: errUnavailable}
		o := newOutbox(t, log, 1000)
		log.down.Store(true)
		for i := range 3 {
			appendSearch(t, o, "ann", fmt.Sprint("ann ", i))
		}
		for i := range 3 {
			appendSearch(t, o, "bob", fmt.Sprint("bob ", i))
		}
		log.down.Store(false)
		time.Sleep(5 * time.Second)
		if got, want := fmt.Sprint(queries(t, log, "bob")), "[bob 0 bob 1 bob 2]"; got != want {
			t.Errorf("bob's log contains %s, want %s in spite of ann's failing writes", got, want)
		}
		start := time.Now()
		appendSearch(t, o, "bob", "bob 3")
		time.Sleep(time.Millisecond)
		if got := queries(t, log, "bob"); len(got) != 4 || time.Since(start) > time.Second {
			t.Errorf("bob's log contains %q, want the new search in it without delay", got)
		}
		if n := o.Waiting(); n != 3 {
			t.Errorf("%d interactions wait, want ann's 3", n)
		}
	})
}

func TestOutboxDropsAndLogsPermanentFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		log := &faultyLog{DraftLog: interaction.NewMemory(time.Now), failingUser: "ann", lateErr: fmt.Errorf("too large: %w", interaction.ErrPermanent)}
		c := interaction.NewOutboxConfig(log, slog.New(slog.NewTextHandler(&out, nil)))
		o := interaction.NewOutbox(c)
		appendSearch(t, o, "ann", "shoes")
		synctest.Wait()
		if n := o.Waiting(); n != 0 {
			t.Errorf("%d interactions wait after a permanent error, want 0", n)
		}
		if !strings.Contains(out.String(), "too large") {
			t.Errorf("log = %s, want the lost interaction", &out)
		}
		if err := o.Close(t.Context()); err != nil {
			t.Errorf("Close = %v, want nil", err)
		}
	})
}

// permanent is a log whose writes fail with ErrPermanent.
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

func TestOutboxDropsRemovedInteractions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &faultyLog{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 10)
		log.down.Store(true)
		appendSearch(t, o, "ann", "kept")
		removed := appendSearch(t, o, "ann", "removed")
		appendSearch(t, o, "bob", "cleared")
		if err := errors.Join(o.Delete(t.Context(), "ann", removed), o.Clear(t.Context(), "bob")); err != nil {
			t.Fatal(err)
		}
		log.down.Store(false)
		time.Sleep(5 * time.Second)
		if got := queries(t, log, "ann"); len(got) != 1 || got[0] != "kept" {
			t.Errorf("ann's log contains %q, want only %q", got, "kept")
		}
		if got := queries(t, log, "bob"); len(got) != 0 {
			t.Errorf("bob's log contains %q, want nothing", got)
		}
	})
}

// After an outage, the outbox drops waiting interactions that the user removed through another instance. It
// stores interactions that the user added after the removal.
func TestOutboxDropsInteractionsRemovedElsewhere(t *testing.T) {
	for name, fault := range map[string]func(*faultyLog) *atomic.Bool{
		"down":           func(l *faultyLog) *atomic.Bool { return &l.down },
		"responses lost": func(l *faultyLog) *atomic.Bool { return &l.lossy },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				memory := interaction.NewMemory(time.Now)
				here, elsewhere := &faultyLog{DraftLog: memory}, newOutbox(t, memory, 10)
				o := newOutbox(t, here, 10)
				fault(here).Store(true)
				appendSearch(t, o, "ann", "kept")
				removed := appendSearch(t, o, "ann", "removed")
				appendSearch(t, o, "bob", "cleared")
				if err := errors.Join(elsewhere.Delete(t.Context(), "ann", removed), elsewhere.Clear(t.Context(), "bob")); err != nil {
					t.Fatal(err)
				}
				appendSearch(t, o, "bob", "added later")
				fault(here).Store(false)
				time.Sleep(5 * time.Second)
				if got := queries(t, memory, "ann"); len(got) != 1 || got[0] != "kept" {
					t.Errorf("ann's log contains %q, want only %q", got, "kept")
				}
				if got := queries(t, memory, "bob"); len(got) != 1 || got[0] != "added later" {
					t.Errorf("bob's log contains %q, want only %q", got, "added later")
				}
			})
		})
	}
}

func TestOutboxCloseReturnsAnErrorForLostInteractions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &faultyLog{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 10)
		log.down.Store(true)
		appendSearch(t, o, "ann", "lost")
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
		defer cancel()
		if err := o.Close(ctx); err == nil {
			t.Error("Close = nil, want an error")
		}
	})
}

func TestOutboxClearKeepsOtherTypes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &faultyLog{DraftLog: interaction.NewMemory(time.Now)}
		o := newOutbox(t, log, 10)
		log.down.Store(true)
		appendSearch(t, o, "ann", "shoes")
		clicked, err := o.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Click, ProductID: "p1"})
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Clear(t.Context(), "ann", interaction.Search); err != nil {
			t.Fatal(err)
		}
		if n := o.Waiting(); n != 1 {
			t.Errorf("%d interactions wait after Clear(search), want only the click", n)
		}
		log.down.Store(false)
		time.Sleep(5 * time.Second)
		if got, err := log.Latest(t.Context(), "ann", 10); err != nil || len(got) != 1 || got[0].ID != clicked {
			t.Errorf("Latest = %+v, %v, want only the click", got, err)
		}
	})
}
