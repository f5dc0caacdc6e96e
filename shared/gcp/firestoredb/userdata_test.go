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

// left returns how many documents the user has: their own, and those of every collection.
func left(t *testing.T, project, userID string) (n int) {
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

// give writes a hundred interactions and documents of other kinds for the user.
func give(t *testing.T, project, userID string) {
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
	give(t, project, "ann")
	give(t, project, "Bøb-🎧")
	for range 2 { // nothing to remove is no error
		if err := data.Erase(t.Context(), "ann"); err != nil {
			t.Fatal(err)
		}
		if n := left(t, project, "ann"); n != 0 {
			t.Errorf("%d documents of ann's are left", n)
		}
	}
	if n := left(t, project, "Bøb-🎧"); n != 103 {
		t.Errorf("bob has %d documents left, want all 103", n)
	}
	for _, user := range []string{"", "a/b", "..", "__all__", "\xff"} {
		if err := data.Erase(t.Context(), user); err == nil {
			t.Errorf("Erase of %q is no error", user)
		}
	}
}

// What still waits in an instance is not stored for a user who is erased. One mark stays, with when it goes.
func TestEraseKeepsOutWhatWaits(t *testing.T) {
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
		t.Errorf("%d interactions are there (%v), want none", len(docs), err)
	}
	marks, err := c.CollectionGroup("removals").Documents(t.Context()).GetAll()
	if err != nil || len(marks) != 1 || marks[0].Ref.ID != "ann" {
		t.Fatalf("%d marks are left (%v), want ann's one", len(marks), err)
	}
	goes, ok := marks[0].Data()["expiresAt"].(time.Time)
	if life := time.Until(goes); !ok || len(marks[0].Data()) != 1 || life <= 15*time.Minute || life > time.Hour {
		t.Errorf("the mark holds %v, want an expiresAt after all that waits, within the hour, and nothing else", marks[0].Data())
	}
}

// An erasing that was cut off is gone on with.
func TestEraseGoesOn(t *testing.T) {
	project := emulatortest.Project()
	give(t, project, "ann")
	broken := clientThrough(t, project, (&lastMessage{left: 40}).intercept)
	if err := NewUserData(broken).Erase(t.Context(), "ann"); status.Code(err) != codes.PermissionDenied {
		t.Fatalf("Erase where reading is cut off = %v, want PermissionDenied", err)
	}
	n := left(t, project, "ann")
	if n == 0 || n == 103 {
		t.Fatalf("%d documents are left after an erasing that was cut off, want some: else nothing was", n)
	}
	if err := NewUserData(emulatortest.Client(t, project)).Erase(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	if n := left(t, project, "ann"); n != 0 {
		t.Errorf("%d documents are left after the second erasing", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := NewUserData(emulatortest.Client(t, project)).Erase(ctx, "ann"); !errors.Is(err, context.Canceled) {
		t.Errorf("Erase in an ended context = %v, want context.Canceled", err)
	}
}

// A lastMessage lets so many messages of a client's streams through, and no more.
type lastMessage struct{ left int }

func (l *lastMessage) intercept(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	s, err := streamer(ctx, desc, cc, method, opts...)
	return &limitedStream{s, l, desc.StreamName == "RunQuery"}, err
}

type limitedStream struct {
	grpc.ClientStream
	limit  *lastMessage
	counts bool // a query's, which run one after another
}

func (s *limitedStream) RecvMsg(m any) error {
	if s.counts {
		if s.limit.left--; s.limit.left < 0 {
			return status.Error(codes.PermissionDenied, "broken for the test")
		}
	}
	return s.ClientStream.RecvMsg(m)
}
