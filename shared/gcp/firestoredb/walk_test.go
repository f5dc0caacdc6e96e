package firestoredb

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/firestore/apiv1/firestorepb"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
)

// A fault breaks each stream of a client after a number of messages.
type fault struct {
	after   int64
	code    codes.Code
	streams atomic.Int64
}

func (f *fault) intercept(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	s, err := streamer(ctx, desc, cc, method, opts...)
	f.streams.Add(1)
	return &breakingStream{ClientStream: s, fault: f}, err
}

type breakingStream struct {
	grpc.ClientStream
	fault    *fault
	received int64
}

func (s *breakingStream) RecvMsg(m any) error {
	if s.received++; s.received > s.fault.after {
		return status.Error(s.fault.code, "broken for the test")
	}
	return s.ClientStream.RecvMsg(m)
}

// brokenClient returns a client of the project whose streams fail with f.
func brokenClient(t *testing.T, project string, f *fault) *firestore.Client {
	t.Helper()
	return clientThrough(t, project, f.intercept)
}

// clientThrough returns a client of the project whose streams go through intercept.
func clientThrough(t *testing.T, project string, intercept grpc.StreamClientInterceptor) *firestore.Client {
	t.Helper()
	return clientWith(t, project, grpc.WithStreamInterceptor(intercept))
}

// clientWith returns a client of the emulator that connects with the option.
func clientWith(t *testing.T, project string, dial grpc.DialOption) *firestore.Client {
	t.Helper()
	conn, err := grpc.NewClient(emulatortest.ForTest(t), dial,
		grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithPerRPCCredentials(owner{}))
	if err != nil {
		t.Fatal(err)
	}
	client, err := firestore.NewClient(context.Background(), project, option.WithGRPCConn(conn))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

// owner provides the emulator's admin credentials. Security rules do not apply to them.
type owner struct{}

func (owner) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer owner"}, nil
}

func (owner) RequireTransportSecurity() bool { return false }

func fill(t *testing.T, project string, n int) {
	t.Helper()
	var products []catalog.Product
	for i := range n {
		products = append(products, catalog.Product{ID: catalog.ID(fmt.Sprintf("p%03d", i)), Title: "t"})
	}
	if _, err := NewProducts(emulatortest.Client(t, project)).Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
}

func TestAllResumesAfterABrokenStream(t *testing.T) {
	project := emulatortest.Project()
	fill(t, project, 50)
	for _, code := range []codes.Code{codes.Unavailable, codes.DeadlineExceeded, codes.Aborted, codes.FailedPrecondition, codes.Unknown} {
		f := &fault{after: 7, code: code}
		var next int
		for p, err := range NewProducts(brokenClient(t, project, f)).All(t.Context()) {
			if err != nil {
				t.Fatalf("%v: after %d products: %v", code, next, err)
			}
			if want := catalog.ID(fmt.Sprintf("p%03d", next)); p.ID != want {
				t.Fatalf("%v: product %d is %s, want %s", code, next, p.ID, want)
			}
			next++
		}
		if next != 50 || f.streams.Load() < 7 {
			t.Errorf("%v: %d products from %d streams, want 50 from at least 7", code, next, f.streams.Load())
		}
	}
}

func TestAllGivesUpWithoutProgress(t *testing.T) {
	project := emulatortest.Project()
	fill(t, project, 3)
	for code, tries := range map[codes.Code]int64{codes.Unknown: maxRetries + 1, codes.PermissionDenied: 1} {
		f := &fault{after: 0, code: code}
		var errs []error
		for _, err := range NewProducts(brokenClient(t, project, f)).All(t.Context()) {
			errs = append(errs, err)
		}
		if len(errs) != 1 || status.Code(errs[0]) != code {
			t.Errorf("All yields errors %v, want one %v", errs, code)
		}
		if got := f.streams.Load(); got != tries {
			t.Errorf("%v: tried %d times, want %d", code, got, tries)
		}
	}
}

// A pageCounter counts the documents of each stream of a client.
type pageCounter struct {
	mu    sync.Mutex
	pages []int
}

func (m *pageCounter) intercept(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	s, err := streamer(ctx, desc, cc, method, opts...)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages = append(m.pages, 0)
	return &countingStream{s, m, len(m.pages) - 1}, err
}

type countingStream struct {
	grpc.ClientStream
	counter *pageCounter
	page    int
}

func (s *countingStream) RecvMsg(msg any) error {
	err := s.ClientStream.RecvMsg(msg)
	if r, ok := msg.(*firestorepb.RunQueryResponse); ok && err == nil && r.Document != nil {
		s.counter.mu.Lock()
		defer s.counter.mu.Unlock()
		s.counter.pages[s.page]++
	}
	return err
}

func TestWalkReadsInPages(t *testing.T) {
	for _, c := range []struct {
		documents int
		want      []int
	}{
		{0, []int{0}}, {3, []int{3}}, {7, []int{7, 0}}, {17, []int{7, 7, 3}},
	} {
		project := emulatortest.Project()
		fill(t, project, c.documents)
		m := &pageCounter{}
		products := NewProducts(clientThrough(t, project, m.intercept)).collection()
		next := 0
		for doc, err := range walkPages(t.Context(), products.Query, 7) {
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("p%03d", next); doc.Ref.ID != want {
				t.Fatalf("document %d of %d is %s, want %s", next, c.documents, doc.Ref.ID, want)
			}
			next++
		}
		if next != c.documents || !slices.Equal(m.pages, c.want) {
			t.Errorf("walk yields %d of %d documents in pages of %v, want %v", next, c.documents, m.pages, c.want)
		}
	}
}

func TestWalkOfCollectionGroupReadsInPages(t *testing.T) {
	emulatortest.ForTest(t)
	client := brokenClient(t, emulatortest.Project(), &fault{after: 1 << 40})
	for u := range 3 {
		for i := range 4 {
			if _, err := client.Doc(fmt.Sprintf("users/u%d/interactions/i%d", u, i)).Create(t.Context(), map[string]any{"type": "click"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	var got []string
	for doc, err := range walkPages(t.Context(), client.CollectionGroup(interactionsPath).Select("type"), 5) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, doc.Ref.Parent.Parent.ID+doc.Ref.ID)
	}
	want := strings.Fields("u0i0 u0i1 u0i2 u0i3 u1i0 u1i1 u1i2 u1i3 u2i0 u2i1 u2i2 u2i3")
	if !slices.Equal(got, want) {
		t.Errorf("walk yields %v, want %v", got, want)
	}
}
