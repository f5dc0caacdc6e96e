package firestoredb

import (
	"context"
	"errors"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/interaction"
)

// countDocuments returns the number of the user's documents, including the user document.
func countDocuments(t *testing.T, project, userID string) (n int) {
	t.Helper()
	user := emulatortest.Client(t, project).Collection(usersPath).Doc(userID)
	collections, err := user.Collections(t.Context()).GetAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range collections {
		docs, err := c.Documents(t.Context()).GetAll()
		if err != nil {
			t.Fatal(err)
		}
		n += len(docs)
	}
	if doc, err := user.Get(t.Context()); err == nil && doc.Exists() {
		n++
	}
	return n
}

// fillUser writes a hundred interactions and three other documents for the user.
func fillUser(t *testing.T, project, userID string) {
	t.Helper()
	c := emulatortest.Client(t, project)
	for range 100 {
		if _, err := NewInteractions(c).Append(t.Context(), userID, interaction.Interaction{Type: interaction.Search, Query: "q"}); err != nil {
			t.Fatal(err)
		}
	}
	set(t, c, "users/"+userID, map[string]any{"name": "x"})
	set(t, c, "users/"+userID+"/interactions/none", map[string]any{"type": 7})
	set(t, c, "users/"+userID+"/others/a", map[string]any{"b": 1})
}

func TestErase(t *testing.T) {
	open(t)
	project := emulatortest.Project()
	data := NewUserData(emulatortest.Client(t, project))
	fillUser(t, project, "ann")
	fillUser(t, project, "Bøb-🎧")
	for range 2 { // the second call has nothing to remove
		if err := data.Erase(t.Context(), "ann"); err != nil {
			t.Fatal(err)
		}
		if n := countDocuments(t, project, "ann"); n != 0 {
			t.Errorf("ann has %d documents, want 0", n)
		}
	}
	if n := countDocuments(t, project, "Bøb-🎧"); n != 103 {
		t.Errorf("bob has %d documents, want 103", n)
	}
	for _, user := range []string{"", "a/b", "..", "__all__", "\xff"} {
		if err := data.Erase(t.Context(), user); err == nil {
			t.Errorf("Erase(%q) = nil, want an error", user)
		}
	}
}

// After Erase, a late write of an earlier draft stores nothing. Erase leaves one tombstone with an expiry time.
func TestEraseDropsLateWrites(t *testing.T) {
	c := open(t)
	log, data := NewInteractions(c), NewUserData(c)
	draft, err := log.Prepare("ann", interaction.Interaction{Type: interaction.Search, Query: "q"})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"some", "more"} {
		if err := log.Delete(t.Context(), "ann", id); err != nil {
			t.Fatal(err)
		}
	}
	if err := data.Erase(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	if err := draft.WriteLate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if docs, err := c.Collection("users/ann/interactions").Documents(t.Context()).GetAll(); len(docs) != 0 || err != nil {
		t.Errorf("ann has %d interactions (%v), want 0", len(docs), err)
	}
	tombstones, err := c.CollectionGroup("removals").Documents(t.Context()).GetAll()
	if err != nil || len(tombstones) != 1 || tombstones[0].Ref.ID != "ann" {
		t.Fatalf("%d tombstones are left (%v), want only ann's", len(tombstones), err)
	}
	expiresAt, ok := tombstones[0].Data()["expiresAt"].(time.Time)
	if ttl := time.Until(expiresAt); !ok || len(tombstones[0].Data()) != 1 || ttl <= 15*time.Minute || ttl > time.Hour {
		t.Errorf("tombstone = %v, want only an expiresAt in 15 to 60 minutes", tombstones[0].Data())
	}
}

func TestEraseResumesAfterAnError(t *testing.T) {
	project := emulatortest.Project()
	fillUser(t, project, "ann")
	broken := clientThrough(t, project, (&messageLimit{left: 40}).intercept)
	if err := NewUserData(broken).Erase(t.Context(), "ann"); status.Code(err) != codes.PermissionDenied {
		t.Fatalf("Erase with a failing read = %v, want PermissionDenied", err)
	}
	n := countDocuments(t, project, "ann")
	if n == 0 || n == 103 {
		t.Fatalf("%d documents are left after the failed Erase, want more than 0 and less than 103", n)
	}
	if err := NewUserData(emulatortest.Client(t, project)).Erase(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	if n := countDocuments(t, project, "ann"); n != 0 {
		t.Errorf("%d documents are left after the second Erase, want 0", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := NewUserData(emulatortest.Client(t, project)).Erase(ctx, "ann"); !errors.Is(err, context.Canceled) {
		t.Errorf("Erase with a canceled context = %v, want context.Canceled", err)
	}
}

// A messageLimit fails a client's queries after a number of messages.
type messageLimit struct{ left int }

func (l *messageLimit) intercept(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	s, err := streamer(ctx, desc, cc, method, opts...)
	return &limitedStream{s, l, desc.StreamName == "RunQuery"}, err
}

type limitedStream struct {
	grpc.ClientStream
	limit  *messageLimit
	counts bool // whether the stream belongs to a query
}

func (s *limitedStream) RecvMsg(m any) error {
	if s.counts {
		if s.limit.left--; s.limit.left < 0 {
			return status.Error(codes.PermissionDenied, "broken for the test")
		}
	}
	return s.ClientStream.RecvMsg(m)
}
