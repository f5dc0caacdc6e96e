package firestoredb

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/firestore/apiv1/firestorepb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
)

// pagedIDs returns the IDs of ann's log, read in pages.
func pagedIDs(t *testing.T, log *Interactions, limit int) (ids []string) {
	t.Helper()
	for after := (interaction.Cursor{}); ; {
		page, next, err := log.Page(t.Context(), "ann", limit, after)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range page {
			ids = append(ids, x.ID)
		}
		if next.IsZero() || len(ids) > 1_000 {
			return ids
		}
		after = next
	}
}

// Interactions from one commit have the same time. Their IDs determine the order.
func TestPagesWithEqualTimes(t *testing.T) {
	c := open(t)
	moment := time.Date(2026, 1, 2, 3, 4, 5, 678_901_000, time.UTC)
	for _, id := range []string{"b", "ä", "a b", "A", "9", "10"} {
		set(t, c, "users/ann/interactions/"+id, map[string]any{"type": "search", "query": "q", "createdAt": moment})
	}
	want := []string{"ä", "b", "a b", "A", "9", "10"}
	for _, limit := range []int{1, 2, 6} {
		if got := pagedIDs(t, NewInteractions(c), limit); !slices.Equal(got, want) {
			t.Errorf("pages of %d = %q, want %q", limit, got, want)
		}
	}
}

func TestPagesSkipInvalidDocuments(t *testing.T) {
	c := open(t)
	for _, id := range []string{"1", "2", "3"} {
		set(t, c, "users/ann/interactions/"+id, map[string]any{"type": "search", "query": "q", "createdAt": firestore.ServerTimestamp})
		for kind, value := range hostile(c) {
			set(t, c, "users/ann/interactions/"+id+" type "+kind, map[string]any{"type": value, "query": "q", "createdAt": firestore.ServerTimestamp})
			if kind != "time" {
				set(t, c, "users/ann/interactions/"+id+" createdAt "+kind, map[string]any{"type": "search", "query": "q", "createdAt": value})
			}
		}
		set(t, c, "users/ann/interactions/"+id+" null", map[string]any{"type": "search", "query": "q", "createdAt": nil})
		set(t, c, "users/ann/interactions/"+id+" year 1", map[string]any{"type": "search", "query": "q", "createdAt": time.Time{}})
	}
	log := NewInteractions(c)
	for _, limit := range []int{1, 2, 100} {
		if got, want := pagedIDs(t, log, limit), []string{"3", "2", "1"}; !slices.Equal(got, want) {
			t.Errorf("pages of %d = %q, want %q", limit, got, want)
		}
	}
	if err := log.Clear(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	left, err := c.Collection("users/ann/interactions").Documents(t.Context()).GetAll()
	if err != nil || len(left) != 0 {
		t.Errorf("after Clear, %d documents are left (%v), want 0, including invalid ones", len(left), err)
	}
}

func TestClearResumesAfterABrokenStream(t *testing.T) {
	project := emulatortest.Project()
	c := emulatortest.Client(t, project)
	for range 30 {
		if _, err := NewInteractions(c).Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "q"}); err != nil {
			t.Fatal(err)
		}
	}
	dead := &fault{after: 0, code: codes.PermissionDenied}
	if err := NewInteractions(brokenClient(t, project, dead)).Clear(t.Context(), "ann"); status.Code(err) != codes.PermissionDenied {
		t.Errorf("Clear without permission = %v, want PermissionDenied", err)
	}
	f := &fault{after: 7, code: codes.Unavailable}
	if err := NewInteractions(brokenClient(t, project, f)).Clear(t.Context(), "ann"); err != nil {
		t.Fatalf("Clear over broken streams: %v", err)
	}
	if got, err := NewInteractions(c).Latest(t.Context(), "ann", 100); err != nil || len(got) != 0 {
		t.Errorf("after Clear the log contains %d interactions (%v), want 0", len(got), err)
	}
	if got := f.streams.Load(); got < 4 {
		t.Errorf("Clear read from %d streams, want at least 4", got)
	}
}

// A fieldRecorder records the names of the fields in the responses to a client's queries.
type fieldRecorder struct{ fields map[string]bool }

func (s *fieldRecorder) intercept(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := streamer(ctx, desc, cc, method, opts...)
	return &recordedStream{stream, s}, err
}

type recordedStream struct {
	grpc.ClientStream
	recorder *fieldRecorder
}

func (s *recordedStream) RecvMsg(m any) error {
	err := s.ClientStream.RecvMsg(m)
	if res, ok := m.(*firestorepb.RunQueryResponse); ok && err == nil {
		for name := range res.GetDocument().GetFields() {
			s.recorder.fields[name] = true
		}
	}
	return err
}

func TestPageAndClearDoNotReadVectors(t *testing.T) {
	s := &fieldRecorder{fields: make(map[string]bool)}
	log := NewInteractions(clientThrough(t, emulatortest.Project(), s.intercept))
	for _, x := range []interaction.Interaction{
		{Type: interaction.Search, Query: "q", Corrected: "c", Nonsense: true, Filters: &query.Filters{}, Vector: []float32{1, 2}, Model: "m"}, {Type: interaction.Purchase, ProductID: "p", OrderID: "o", Quantity: 1, Price: catalog.Money{Amount: 1, Currency: "EUR"}},
	} {
		if _, err := log.Append(t.Context(), "ann", x); err != nil {
			t.Fatal(err)
		}
	}
	if ids := pagedIDs(t, log, 1); len(ids) != 2 {
		t.Fatalf("pages contain %q, want both interactions", ids)
	}
	if got, want := slices.Sorted(maps.Keys(s.fields)), slices.Sorted(slices.Values(pageFields)); !slices.Equal(got, want) {
		t.Errorf("pages read the fields %q, want %q", got, want)
	}
	clear(s.fields)
	if err := log.Clear(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	if len(s.fields) != 0 {
		t.Errorf("Clear read the fields %q, want none", slices.Collect(maps.Keys(s.fields)))
	}
}
