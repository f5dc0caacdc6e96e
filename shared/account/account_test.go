package account

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// A shop holds notes of users and who can sign in. While one can, another device adds a note after each erasing.
type shop struct {
	notes  map[string]int
	users  map[string]bool
	did    []string
	faults map[string]error // of "erase" and "delete", each for one call
}

func newShop() *shop {
	return &shop{notes: map[string]int{"ann": 3, "bob": 2}, users: map[string]bool{"ann": true, "bob": true}, faults: map[string]error{}}
}

func (s *shop) call(name string) error {
	err := s.faults[name]
	delete(s.faults, name)
	s.did = append(s.did, name)
	return err
}

func (s *shop) Erase(_ context.Context, userID string) error {
	if err := s.call("erase"); err != nil {
		s.notes[userID] /= 2 // it got so far
		return err
	}
	delete(s.notes, userID)
	if s.users[userID] {
		s.notes[userID] = 1
	}
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
		t.Errorf("of ann %d notes are left, and that she can sign in: %t", s.notes["ann"], s.users["ann"])
	}
	if s.notes["bob"] != 2 || !s.users["bob"] {
		t.Errorf("bob has %d notes and can sign in: %t, want 2 and true", s.notes["bob"], s.users["bob"])
	}
}

func TestEnd(t *testing.T) {
	s := newShop()
	e := NewDeleter(s, s)
	for range 2 {
		if err := e.End(t.Context(), "ann"); err != nil {
			t.Fatal(err)
		}
		s.check(t)
	}
	if want := []string{"erase", "delete", "erase"}; !slices.Equal(s.did[:3], want) {
		t.Errorf("did %q, want %q", s.did[:3], want)
	}
}

func TestEndGoesOnAfterAFault(t *testing.T) {
	for _, name := range []string{"erase", "delete"} {
		t.Run(name, func(t *testing.T) {
			s, away := newShop(), errors.New("away")
			s.faults[name] = away
			e := NewDeleter(s, s)
			if err := e.End(t.Context(), "ann"); !errors.Is(err, away) || !s.users["ann"] {
				t.Fatalf("End = %v, ann can sign in: %t, want %v, and that she can ask again", err, s.users["ann"], away)
			}
			if err := e.End(t.Context(), "ann"); err != nil {
				t.Fatal(err)
			}
			s.check(t)
		})
	}
}
