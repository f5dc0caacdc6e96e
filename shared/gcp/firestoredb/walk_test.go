package firestoredb

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulator"
)

// A fault breaks the streams of a client: each after so many messages.
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

// brokenClient returns a client of the project whose streams break.
func brokenClient(t *testing.T, project string, f *fault) *firestore.Client {
	t.Helper()
	return clientThrough(t, project, f.intercept)
}

// clientThrough returns a client of the project whose streams go through intercept.
func clientThrough(t *testing.T, project string, intercept grpc.StreamClientInterceptor) *firestore.Client {
	t.Helper()
	conn, err := grpc.NewClient(emulator.ForTest(t), grpc.WithStreamInterceptor(intercept),
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

// owner is whom the emulator takes for one of our servers.
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
	if _, err := NewProducts(emulator.Client(t, project)).Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
}

func TestAllGoesOnAfterABrokenStream(t *testing.T) {
	project := emulator.Project()
	fill(t, project, 50)
	for _, code := range []codes.Code{codes.Unavailable, codes.DeadlineExceeded, codes.Aborted, codes.FailedPrecondition} {
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

func TestAllGivesUpWhereItGetsNoFurther(t *testing.T) {
	project := emulator.Project()
	fill(t, project, 3)
	f := &fault{after: 0, code: codes.PermissionDenied}
	var errs []error
	for _, err := range NewProducts(brokenClient(t, project, f)).All(t.Context()) {
		errs = append(errs, err)
	}
	if len(errs) != 1 || status.Code(errs[0]) != codes.PermissionDenied {
		t.Errorf("All yields %v, want one PermissionDenied", errs)
	}
	if got := f.streams.Load(); got != maxStuck+1 {
		t.Errorf("tried %d times, want %d", got, maxStuck+1)
	}
}
