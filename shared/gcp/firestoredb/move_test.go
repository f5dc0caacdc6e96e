package firestoredb

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/interaction"
)

// latestOf returns the user's newest n interactions.
func latestOf(t *testing.T, project, userID string, n int) []interaction.Interaction {
	t.Helper()
	latest, err := NewInteractions(emulatortest.Client(t, project)).Latest(t.Context(), userID, n)
	if err != nil {
		t.Fatal(err)
	}
	return latest
}

// searchOften logs n searches of a user.
func searchOften(t *testing.T, project, userID string, n int) {
	t.Helper()
	c := emulatortest.Client(t, project)
	b := newBulk(t.Context(), c, "interaction")
	for i := range n {
		b.set(c.Collection("users/"+userID+"/interactions").Doc(fmt.Sprintf("search-%04d", i)), map[string]any{
			"type": "search", "query": fmt.Sprintf("query %d", i), "createdAt": time.UnixMilli(1_700_000_000_000 + int64(i)),
		})
	}
	if written, err := b.end(); written != n || err != nil {
		t.Fatalf("%d of %d searches written: %v", written, n, err)
	}
}

func TestMoveKeepsEverything(t *testing.T) {
	open(t)
	project := emulatortest.Project()
	client := emulatortest.Client(t, project)
	log, data := spaced{NewInteractions(client).ExpireAfter(time.Hour, time.Now)}, NewUserData(client)
	record := func(user string, x interaction.Interaction) {
		if _, err := log.Append(t.Context(), user, x); err != nil {
			t.Fatal(err)
		}
	}
	record("bob", interaction.Interaction{Type: interaction.Dismiss, ProductID: "later-by-ann"})
	record("ann", interaction.Interaction{Type: interaction.Search, Query: "q", Corrected: "c", Vector: []float32{1, 2}, Model: "m"})
	record("ann", interaction.Interaction{Type: interaction.Dismiss, ProductID: "later-by-ann"})
	record("ann", interaction.Interaction{Type: interaction.Dismiss, ProductID: "later-by-bob"})
	record("ann", interaction.Interaction{Type: interaction.Click, ProductID: "p"})
	record("bob", interaction.Interaction{Type: interaction.Dismiss, ProductID: "later-by-bob"})
	record("bob", interaction.Interaction{Type: interaction.Search, Query: "bob's"})
	byAnn, byBob := latestOf(t, project, "ann", 9), latestOf(t, project, "bob", 9)
	want := slices.Concat(byBob[:2], byAnn[:1], byAnn[2:]) // ann's dismissal of later-by-bob and bob's of later-by-ann are older

	for range 2 { // the second call has nothing to move
		if err := data.Move(t.Context(), "ann", "bob"); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, latestOf(t, project, "bob", 9)); diff != "" {
			t.Errorf("bob's interactions (-want +got):\n%s", diff)
		}
		if n := countDocuments(t, project, "ann"); n != 0 {
			t.Errorf("ann has %d documents, want 0", n)
		}
	}
	doc, err := client.Doc("users/bob/interactions/" + byAnn[0].ID).Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := doc.Data()["expiresAt"].(time.Time); !ok {
		t.Errorf("the moved document is %v, want it to expire", doc.Data())
	}
}

// A Move that is killed between two batches continues: each interaction has exactly one owner at any time.
func TestMoveResumesAfterAnError(t *testing.T) {
	open(t)
	project := emulatortest.Project()
	const n = 3*moveBatch - 50
	searchOften(t, project, "ann", n)
	broken := clientWith(t, project, grpc.WithUnaryInterceptor((&commitLimit{left: 1}).intercept))
	if err := NewUserData(broken).Move(t.Context(), "ann", "bob"); status.Code(err) != codes.PermissionDenied {
		t.Fatalf("Move with a failing commit = %v, want PermissionDenied", err)
	}
	if a, b := countDocuments(t, project, "ann"), countDocuments(t, project, "bob"); a != n-moveBatch || b != moveBatch {
		t.Fatalf("after the failed Move, ann has %d documents and bob %d, want %d and %d", a, b, n-moveBatch, moveBatch)
	}
	removed := latestOf(t, project, "bob", 1)[0].ID
	if err := NewInteractions(emulatortest.Client(t, project)).Delete(t.Context(), "bob", removed); err != nil {
		t.Fatal(err)
	}
	if err := NewUserData(emulatortest.Client(t, project)).Move(t.Context(), "ann", "bob"); err != nil {
		t.Fatal(err)
	}
	if a, b := countDocuments(t, project, "ann"), countDocuments(t, project, "bob"); a != 0 || b != n-1 {
		t.Errorf("after the second Move, ann has %d documents and bob %d, want 0 and %d, without the one that bob removed", a, b, n-1)
	}
}

func TestMoveIsBounded(t *testing.T) {
	open(t)
	project := emulatortest.Project()
	searchOften(t, project, "ann", account.MaxMoved+1)
	data := NewUserData(emulatortest.Client(t, project))
	if err := data.Move(t.Context(), "ann", "bob"); err != nil {
		t.Fatal(err)
	}
	if n := countDocuments(t, project, "bob"); n != account.MaxMoved {
		t.Errorf("bob has %d interactions, want %d", n, account.MaxMoved)
	}
	if left := latestOf(t, project, "ann", 2); len(left) != 1 || left[0].Query != "query 0" {
		t.Errorf("ann has %v, want only the oldest search", left)
	}
	for _, user := range []string{"", "a/b"} {
		if data.Move(t.Context(), user, "bob") == nil || data.Move(t.Context(), "ann", user) == nil {
			t.Errorf("Move accepts the user ID %q", user)
		}
	}
}

// A commitLimit fails a client's commits after a number of them.
type commitLimit struct{ left int }

func (l *commitLimit) intercept(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoker grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	if method == "/google.firestore.v1.Firestore/Commit" {
		if l.left--; l.left < 0 {
			return status.Error(codes.PermissionDenied, "broken for the test")
		}
	}
	return invoker(ctx, method, req, reply, cc, opts...)
}
