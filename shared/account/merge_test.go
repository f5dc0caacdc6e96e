package account

import (
	"errors"
	"slices"
	"testing"
)

func TestMerge(t *testing.T) {
	for name, tt := range map[string]struct {
		fault string
		calls []string // with the call after the failed one
	}{
		"without a fault":       {"", []string{"move", "erase", "delete", "erase", "move", "erase", "delete", "erase"}},
		"after a failed move":   {"move", []string{"move", "move", "erase", "delete", "erase"}},
		"after a failed erase":  {"erase", []string{"move", "erase", "move", "erase", "delete", "erase"}},
		"after a failed delete": {"delete", []string{"move", "erase", "delete", "move", "erase", "delete", "erase"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			m := NewMerger(s, s)
			if tt.fault != "" {
				s.faults[tt.fault] = errors.New("broken")
			}
			if err := m.Merge(t.Context(), "ann", "bob"); (err != nil) != (tt.fault != "") {
				t.Fatalf("first Merge = %v, want an error: %t", err, tt.fault != "")
			}
			if err := m.Merge(t.Context(), "ann", "bob"); err != nil {
				t.Fatalf("second Merge = %v", err)
			}
			if s.notes["bob"] != 5 || s.notes["ann"] != 0 || s.users["ann"] || !s.users["bob"] {
				t.Errorf("notes %v of users %v, want 5 of bob, and bob alone", s.notes, s.users)
			}
			if !slices.Equal(s.calls, tt.calls) {
				t.Errorf("calls = %q, want %q", s.calls, tt.calls)
			}
		})
	}
}

func TestMergeIntoTheSameUser(t *testing.T) {
	s := newShop()
	if err := NewMerger(s, s).Merge(t.Context(), "ann", "ann"); !errors.Is(err, ErrSameUser) || len(s.calls) != 0 {
		t.Errorf("Merge = %v with calls %q, want ErrSameUser and no calls", err, s.calls)
	}
}
