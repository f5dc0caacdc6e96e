package lazy

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func TestGetRetriesAfterFailure(t *testing.T) {
	calls := 0
	v := New(func(context.Context) (int, error) {
		calls++
		if calls < 3 {
			return 0, errors.New("not yet")
		}
		return 42, nil
	})
	for want := 1; want <= 2; want++ {
		if _, err := v.Get(t.Context()); err == nil {
			t.Fatalf("Get number %d returned no error", want)
		}
		if _, ok := v.Made(); ok {
			t.Fatalf("Made reports a value after Get number %d failed", want)
		}
	}
	for range 2 {
		if got, err := v.Get(t.Context()); got != 42 || err != nil {
			t.Fatalf("Get() = %d, %v, want 42", got, err)
		}
	}
	if calls != 3 {
		t.Errorf("maker was called %d times, want 3", calls)
	}
	if got, ok := v.Made(); !ok || got != 42 {
		t.Errorf("Made() = %d, %t, want 42, true", got, ok)
	}
}

func TestConcurrentGetsCreateOneValue(t *testing.T) {
	var calls atomic.Int32
	v := New(func(context.Context) (int32, error) { return calls.Add(1), nil })
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if got, err := v.Get(t.Context()); got != 1 || err != nil {
				t.Errorf("Get() = %d, %v, want 1", got, err)
			}
		})
	}
	wg.Wait()
}

func TestGetWaitsNoLongerThanItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		v := New(func(context.Context) (int, error) { <-release; return 7, nil })
		go v.Get(t.Context())
		synctest.Wait() // until the first Get runs maker

		ctx, cancel := context.WithCancel(t.Context())
		failed := make(chan error)
		go func() { _, err := v.Get(ctx); failed <- err }()
		synctest.Wait()
		cancel()
		if err := <-failed; !errors.Is(err, context.Canceled) {
			t.Errorf("a waiting Get = %v, want context.Canceled", err)
		}
		close(release)
		if got, err := v.Get(t.Context()); got != 7 || err != nil {
			t.Errorf("Get() = %d, %v, want 7", got, err)
		}
	})
}

func TestMakerOutlivesItsRequest(t *testing.T) {
	v := New(func(ctx context.Context) (int, error) { return 7, ctx.Err() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	// A caller with a canceled context may get the value or the cancellation. In either case, maker must not see
	// the cancellation.
	if got, err := v.Get(ctx); err == nil && got != 7 || err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Get with a canceled context = %d, %v, want 7 or context.Canceled", got, err)
	}
	if got, err := v.Get(t.Context()); got != 7 || err != nil {
		t.Errorf("Get() = %d, %v, want 7", got, err)
	}
}

func TestGetRetriesAfterPanic(t *testing.T) {
	calls := 0
	v := New(func(context.Context) (int, error) {
		if calls++; calls == 1 {
			panic("first")
		}
		return 7, nil
	})
	func() {
		defer func() { recover() }()
		v.Get(t.Context())
	}()
	if got, err := v.Get(t.Context()); got != 7 || err != nil {
		t.Errorf("Get() after a panic = %d, %v, want 7", got, err)
	}
}
