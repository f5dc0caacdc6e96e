package account

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// A shop is an in-memory Data and Users. It simulates another device: while a user exists, each Erase is
// followed by a new note.
type shop struct {
	notes  map[string]int
	users  map[string]bool
	moved  map[string]bool
	calls  []string
	faults map[string]error // keyed by call, "erase" or "delete"; each fault fails one call
}

func newShop() *shop {
	return &shop{notes: map[string]int{"ann": 3, "bob": 2}, users: map[string]bool{"ann": true, "bob": true}, moved: map[string]bool{}, faults: map[string]error{}}
}

func (s *shop) call(name string) error {
	err := s.faults[name]
	delete(s.faults, name)
	s.calls = append(s.calls, name)
	return err
}

func (s *shop) Erase(_ context.Context, userID string) error {
	if err := s.call("erase"); err != nil {
		s.notes[userID] /= 2 // a failed call may have removed some of the data
		return err
	}
	delete(s.notes, userID)
	if s.users[userID] {
		s.notes[userID] = 1
	}
	return nil
}

func (s *shop) Move(_ context.Context, fromID, toID string) error {
	if err := s.call("move"); err != nil {
		return err
	}
	if s.moved[fromID] {
		return nil // notes of another device
	}
	s.notes[toID] += s.notes[fromID]
	s.notes[fromID] = 0
	s.moved[fromID] = true
	return nil
}

func (s *shop) Delete(_ context.Context, userID string) error {
	if err := s.call("delete"); err != nil {
		return err
	}
	delete(s.users, userID)
	return nil
}

func (s *shop) check(t *testing.T) {
	t.Helper()
	if s.notes["ann"] != 0 || s.users["ann"] {
		t.Errorf("ann has %d notes and can sign in: %t, want 0 and false", s.notes["ann"], s.users["ann"])
	}
	if s.notes["bob"] != 2 || !s.users["bob"] {
		t.Errorf("bob has %d notes and can sign in: %t, want 2 and true", s.notes["bob"], s.users["bob"])
	}
}

func TestEnd(t *testing.T) {
	s := newShop()
	d := NewDeleter(s, s)
	for range 2 {
		if err := d.End(t.Context(), "ann"); err != nil {
			t.Fatal(err)
		}
		s.check(t)
	}
	if want := []string{"erase", "delete", "erase"}; !slices.Equal(s.calls[:3], want) {
		t.Errorf("calls = %q, want %q", s.calls[:3], want)
	}
}

func TestEndResumesAfterAnError(t *testing.T) {
	for _, name := range []string{"erase", "delete"} {
		t.Run(name, func(t *testing.T) {
			s, fault := newShop(), errors.New("unavailable")
			s.faults[name] = fault
			d := NewDeleter(s, s)
			if err := d.End(t.Context(), "ann"); !errors.Is(err, fault) || !s.users["ann"] {
				t.Fatalf("End = %v, ann can sign in: %t, want %v and true", err, s.users["ann"], fault)
			}
			if err := d.End(t.Context(), "ann"); err != nil {
				t.Fatal(err)
			}
			s.check(t)
		})
	}
}
