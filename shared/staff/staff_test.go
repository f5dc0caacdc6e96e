package staff_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/staff/stafftest"
)

func TestMemory(t *testing.T) {
	stafftest.TestLog(t, func(*testing.T) staff.Log { return new(staff.Memory) })
}

func TestMay(t *testing.T) {
	for _, tt := range []struct {
		role, required staff.Role
		want           bool
	}{
		{"", staff.Viewer, false}, {"admin", staff.Viewer, false}, {"Owner", staff.Viewer, false},
		{staff.Viewer, staff.Viewer, true}, {staff.Viewer, staff.Editor, false}, {staff.Editor, staff.Viewer, true},
		{staff.Editor, staff.Owner, false}, {staff.Owner, staff.Editor, true}, {"", "", true}, {staff.Owner, "", true},
	} {
		if got := tt.role.May(tt.required); got != tt.want {
			t.Errorf("Role(%q).May(%q) = %t, want %t", tt.role, tt.required, got, tt.want)
		}
	}
}

func TestRecord(t *testing.T) {
	var log staff.Memory
	ctx := staff.NewContext(t.Context(), staff.User{ID: "u1", Email: "owner@shop.example", Role: staff.Owner})
	err := staff.Record(ctx, &log, staff.Rule, "r1", nil, map[string]int{"n": 1}, func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	cancelled, cancel := context.WithCancel(ctx)
	err = staff.Record(cancelled, &log, staff.Rule, "r1", map[string]int{"n": 1}, nil, func() error { cancel(); return broken })
	if !errors.Is(err, broken) {
		t.Errorf("Record of a failing change = %v, want its error", err)
	}
	got, err := log.Newest(ctx, 2, time.Time{})
	if err != nil || len(got) != 2 {
		t.Fatalf("Newest = %d changes, %v", len(got), err)
	}
	if c := got[1]; c.Email != "owner@shop.example" || c.UserID != "u1" || c.Before != nil || string(c.After) != `{"n":1}` || c.Failed {
		t.Errorf("first change = %+v", c)
	}
	if c := got[0]; string(c.Before) != `{"n":1}` || c.After != nil || !c.Failed {
		t.Errorf("second change = %+v", c)
	}
}

// A missing state is not the JSON text null.
func TestNewChange(t *testing.T) {
	var none *struct{}
	if c, err := staff.NewChange(t.Context(), staff.Rule, "r", none, nil); err != nil || c.Before != nil || c.After != nil {
		t.Errorf("NewChange = %s → %s, %v, want no states", c.Before, c.After, err)
	}
	if _, err := staff.NewChange(t.Context(), staff.Rule, "r", func() {}, nil); err == nil {
		t.Error("NewChange encodes a function")
	}
	for role, want := range map[staff.Role]bool{"": false, staff.Editor: true} {
		ctx := staff.NewContext(t.Context(), staff.User{ID: "u", Role: role})
		if got := staff.IsRecorded(ctx); got != want {
			t.Errorf("IsRecorded for role %q = %t, want %t", role, got, want)
		}
	}
}

type noLog struct{ staff.Log }

func (noLog) Add(context.Context, staff.Change) (string, error) { return "", errors.New("unavailable") }

func TestNoChangeWithoutRecord(t *testing.T) {
	err := staff.Record(t.Context(), noLog{}, staff.Rule, "r1", nil, 1, func() error { t.Error("the change was made"); return nil })
	if err == nil {
		t.Error("Record without a log succeeded")
	}
}
