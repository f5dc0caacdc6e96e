// Package stafftest tests implementations of staff.Log.
package stafftest

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/staff"
)

// TestLog tests a Log. open returns an empty one.
func TestLog(t *testing.T, open func(t *testing.T) staff.Log) {
	t.Run("newest first", func(t *testing.T) { testNewest(t, open(t)) })
	t.Run("failed change", func(t *testing.T) { testFail(t, open(t)) })
	t.Run("limits", func(t *testing.T) { testLimits(t, open(t)) })
	t.Run("time of the log", func(t *testing.T) { testTime(t, open(t)) })
}

var at = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func change(minutes int, target string) staff.Change {
	return staff.Change{
		At: at.Add(time.Duration(minutes) * time.Minute), UserID: "u1", Email: "owner@shop.example", Kind: staff.Rule, Target: target,
		Before: json.RawMessage(`{"n":1}`), After: json.RawMessage(`{"n":2,"text":"é"}`),
	}
}

func add(t *testing.T, l staff.Log, c staff.Change) string {
	t.Helper()
	id, err := l.Add(t.Context(), c)
	if err != nil || id == "" {
		t.Fatalf("Add = %q, %v", id, err)
	}
	return id
}

func newest(t *testing.T, l staff.Log, n int, before time.Time) []staff.Change {
	t.Helper()
	got, err := l.Newest(t.Context(), n, before)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func testNewest(t *testing.T, l staff.Log) {
	if got := newest(t, l, 5, time.Time{}); len(got) != 0 {
		t.Errorf("an empty log has %d changes", len(got))
	}
	for i, target := range []string{"a", "b", "c"} {
		add(t, l, change(i, target))
	}
	created := change(3, "d")
	created.Before = nil
	add(t, l, created)
	want := []staff.Change{created, change(2, "c")}
	if diff := cmp.Diff(want, newest(t, l, 2, time.Time{}), cmpopts.IgnoreFields(staff.Change{}, "ID")); diff != "" {
		t.Errorf("the two newest (-want +got):\n%s", diff)
	}
	want = []staff.Change{change(1, "b"), change(0, "a")}
	if diff := cmp.Diff(want, newest(t, l, 9, at.Add(2*time.Minute)), cmpopts.IgnoreFields(staff.Change{}, "ID")); diff != "" {
		t.Errorf("older than the third (-want +got):\n%s", diff)
	}
}

func testFail(t *testing.T, l staff.Log) {
	id := add(t, l, change(0, "a"))
	add(t, l, change(1, "b"))
	if err := l.Fail(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	got := newest(t, l, 2, time.Time{})
	if len(got) != 2 || got[0].Failed || !got[1].Failed || got[1].ID != id {
		t.Errorf("changes after Fail(%q) = %+v, want the older one failed", id, got)
	}
	if err := l.Fail(t.Context(), "unknown"); err == nil {
		t.Error("Fail of an unknown change succeeded")
	}
}

func testLimits(t *testing.T, l staff.Log) {
	for _, n := range []int{0, -1, staff.MaxChanges + 1} {
		if _, err := l.Newest(t.Context(), n, time.Time{}); !errors.Is(err, invalid.ErrLimit) {
			t.Errorf("Newest(%d) = %v, want ErrLimit", n, err)
		}
	}
}

func testTime(t *testing.T, l staff.Log) {
	c := change(0, "a")
	c.At = time.Time{}
	add(t, l, c)
	if got := newest(t, l, 1, time.Time{}); len(got) != 1 || time.Since(got[0].At) > time.Hour {
		t.Errorf("a change without a time = %+v, want the time of now", got)
	}
}
