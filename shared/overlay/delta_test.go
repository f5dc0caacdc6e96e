package overlay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/delta"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/snapshot"
)

// counted counts the changes that are read.
type counted struct {
	*change.Memory
	read int
}

func (c *counted) Since(ctx context.Context, after time.Time, use func(change.Change) error) (time.Time, error) {
	return c.Memory.Since(ctx, after, func(x change.Change) error {
		c.read++
		return use(x)
	})
}

// compact returns the delta of all changes after a time.
func (s *shop) compact(t *testing.T, after time.Time) (d delta.Delta) {
	t.Helper()
	until, err := s.changes.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.Until = until
	if _, err := s.changes.Since(t.Context(), after, func(c change.Change) error { d.Changes = append(d.Changes, c); return nil }); err != nil {
		t.Fatal(err)
	}
	return d
}

// A cold instance with a delta has the same catalog as one that read every change, and reads only the newest changes.
func TestDelta(t *testing.T) {
	s := newShop(t, overlay.Config{})
	s.put(t, numbered(20)...)
	base, contains := s.build(t)
	warm := s.overlay.Attach(base, contains)
	for i := range 30 {
		s.put(t, product(catalog.ID(fmt.Sprintf("p%03d", i)), fmt.Sprintf("renamed lamp %d", i)))
	}
	s.delete(t, "p001", "p025")
	s.changes.Advance(2 * change.Overlap) // reads overlap
	d := s.compact(t, contains)
	s.put(t, product("p003", "renamed twice"), product("p001", "back again"))
	s.delete(t, "p004")
	source := &counted{Memory: s.changes}
	o := overlay.New(overlay.Config{
		Changes: source, Every: noTimer, Logger: slog.New(slog.DiscardHandler),
		Delta: func(_ context.Context, version string) (delta.Delta, error) {
			if version != base.Version {
				t.Errorf("the delta of %q is read, want that of %q", version, base.Version)
			}
			return d, nil
		},
	})
	cold := o.Attach(base, contains)
	if err := o.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if source.read != 3 {
		t.Errorf("%d changes were read, want the 3 after the delta", source.read)
	}
	if o.Info().Changes != s.overlay.Info().Changes {
		t.Errorf("cold instance: %+v, warm instance: %+v", o.Info(), s.overlay.Info())
	}
	for i := range 30 {
		id := catalog.ID(fmt.Sprintf("p%03d", i))
		g, ok := cold.Current().Cards.Row(id)
		w, wanted := warm.Current().Cards.Row(id)
		if ok != wanted {
			t.Errorf("Row(%s) = %t, want %t", id, ok, wanted)
		} else if ok {
			compareRow(t, cold.Current(), warm.Current(), g, w)
		}
	}
	next, later := s.build(t)
	next.Version = "v2"
	o.Attach(next, later) // a warm instance reads no delta: the function above would fail
	if err := o.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// Without a usable delta, an instance reads all changes.
func TestNoDelta(t *testing.T) {
	for _, fault := range []error{snapshot.ErrNotFound, delta.ErrDamaged, errors.New("fault")} {
		var log bytes.Buffer
		s := newShop(t, overlay.Config{})
		s.put(t, numbered(3)...)
		base, contains := s.build(t)
		s.delete(t, "p000")
		calls := 0
		o := overlay.New(overlay.Config{
			Changes: s.changes, Every: noTimer, Logger: slog.New(slog.NewTextHandler(&log, nil)),
			Delta: func(context.Context, string) (delta.Delta, error) { calls++; return delta.Delta{}, fault },
		})
		v := o.Attach(base, contains)
		for range 3 {
			if err := o.Poll(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if has(v, "p000") || calls != 1 {
			t.Errorf("%v: deleted product found: %t, delta read %d times; want all changes, and one try", fault, has(v, "p000"), calls)
		}
		if logged := strings.Contains(log.String(), "delta not read"); logged == errors.Is(fault, snapshot.ErrNotFound) {
			t.Errorf("%v is logged: %t", fault, logged)
		}
	}
}
