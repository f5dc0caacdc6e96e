package milvus

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"github.com/milvus-io/milvus/pkg/v2/util/merr"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/engine"
)

// newTestConnections returns connections that never connect, because no test uses their clients.
func newTestConnections(t *testing.T) *connections {
	t.Helper()
	c := newConnections(Config{Address: "127.0.0.1:1"})
	t.Cleanup(func() { c.close() })
	return c
}

// failures returns a call that fails with the errors, one after the other, and then succeeds. It counts the tries and keeps
// their clients.
func failures(tried *[]*milvusclient.Client, errs ...error) func(context.Context, *milvusclient.Client) error {
	return func(_ context.Context, client *milvusclient.Client) error {
		*tried = append(*tried, client)
		if n := len(*tried); n <= len(errs) {
			return errs[n-1]
		}
		return nil
	}
}

func TestCallTriesOtherConnection(t *testing.T) {
	c := newTestConnections(t)
	var tried []*milvusclient.Client
	away := status.Error(codes.Unavailable, "gone")
	if err := c.call(t.Context(), time.Minute, failures(&tried, away)); err != nil {
		t.Fatalf("call = %v, want success of the second try", err)
	}
	if len(tried) != 2 || tried[0] == tried[1] {
		t.Fatalf("the tries used %d connections, want two different ones", len(tried))
	}
	if err := c.call(t.Context(), time.Minute, failures(&tried)); err != nil || tried[2] != tried[1] {
		t.Errorf("the next call = %v, want it on the connection that worked", err)
	}
}

func TestCallClassifiesErrors(t *testing.T) {
	other := errors.New("syntax of an expression")
	for _, test := range []struct {
		err   error
		tries int
		want  error
	}{
		{status.Error(codes.Unavailable, ""), 2, engine.ErrUnavailable},
		{status.Error(codes.DeadlineExceeded, ""), 2, engine.ErrUnavailable},
		{status.Error(codes.Canceled, ""), 2, engine.ErrUnavailable},
		{status.Error(codes.ResourceExhausted, ""), 2, engine.ErrUnavailable},
		{status.Error(codes.Unauthenticated, ""), 2, engine.ErrUnavailable},
		{merr.WrapErrServiceNotReady("proxy", 1, "starting"), 2, engine.ErrUnavailable},
		{merr.WrapErrServiceRateLimit(1, "search"), 2, engine.ErrUnavailable},
		{merr.WrapErrCollectionNotLoaded("c"), 2, engine.ErrUnavailable},
		{context.DeadlineExceeded, 2, engine.ErrUnavailable},
		{merr.WrapErrCollectionNotFound("c"), 1, engine.ErrGone},
		{merr.WrapErrParameterInvalidMsg("bad"), 1, merr.ErrParameterInvalid},
		{status.Error(codes.Unimplemented, ""), 1, nil},
		{other, 1, other},
	} {
		c := newTestConnections(t)
		var tried []*milvusclient.Client
		err := c.call(t.Context(), time.Minute, failures(&tried, test.err, test.err))
		if err == nil || test.want != nil && !errors.Is(err, test.want) || len(tried) != test.tries {
			t.Errorf("%v: call = %v after %d tries, want %v after %d", test.err, err, len(tried), test.want, test.tries)
		}
		if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
			t.Errorf("%v: call = %v, which looks like the caller's context", test.err, err)
		}
		tried = nil
		again := c.call(t.Context(), time.Minute, failures(&tried))
		if isAway := test.want == engine.ErrUnavailable; errors.Is(again, engine.ErrUnavailable) != isAway || len(tried) == 1 == isAway {
			t.Errorf("%v: the next call = %v after %d tries, want it to fail at once: %t", test.err, again, len(tried), isAway)
		}
	}
}

func TestCallAfterFailureProbes(t *testing.T) {
	c := newTestConnections(t)
	now := time.Unix(1_000_000, 0)
	c.guard.now = func() time.Time { return now }
	var tried []*milvusclient.Client
	away := status.Error(codes.Unavailable, "gone")
	if err := c.call(t.Context(), time.Minute, failures(&tried, away, away)); !errors.Is(err, engine.ErrUnavailable) {
		t.Fatalf("call = %v, want ErrUnavailable", err)
	}
	now = now.Add(minWait)
	for range 2 {
		if err := c.call(t.Context(), time.Minute, failures(&tried)); err != nil {
			t.Errorf("call after the wait = %v", err)
		}
	}
}

func TestCallKeepsCallersContext(t *testing.T) {
	c := newTestConnections(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := c.call(ctx, time.Minute, func(ctx context.Context, _ *milvusclient.Client) error {
		cancel()
		<-ctx.Done()
		return status.FromContextError(ctx.Err()).Err()
	})
	if !errors.Is(err, context.Canceled) || errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("call = %v, want context.Canceled alone", err)
	}
	var tried []*milvusclient.Client
	if err := c.call(t.Context(), time.Minute, failures(&tried)); err != nil {
		t.Errorf("the next call = %v: a canceled call is no failure of the engine", err)
	}
}

func TestCallHasDeadline(t *testing.T) {
	c := newTestConnections(t)
	tries := 0
	err := c.call(t.Context(), time.Millisecond, func(ctx context.Context, _ *milvusclient.Client) error {
		tries++
		<-ctx.Done()
		return ctx.Err()
	})
	if !errors.Is(err, engine.ErrUnavailable) || tries != 2 {
		t.Errorf("call = %v after %d tries, want ErrUnavailable after 2", err, tries)
	}
}

func TestCloseStopsCalls(t *testing.T) {
	c := newTestConnections(t)
	started, ended := make(chan bool), make(chan error)
	go func() {
		ended <- c.call(t.Context(), time.Hour, func(ctx context.Context, _ *milvusclient.Client) error {
			close(started)
			<-ctx.Done()
			return ctx.Err()
		})
	}()
	<-started
	if err := c.close(); err != nil {
		t.Errorf("close() = %v", err)
	}
	if err := <-ended; err == nil {
		t.Error("a call during close succeeds")
	}
	var tried []*milvusclient.Client
	if err := c.call(t.Context(), time.Hour, failures(&tried)); err == nil || len(tried) > 0 {
		t.Errorf("call after close = %v", err)
	}
}
