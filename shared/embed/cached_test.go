package embed_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/embedtest"
)

// A counted counts calls of EmbedQuery. The calls fail while fault is set.
type counted struct {
	embed.Embedder
	calls atomic.Int64
	fault error
}

func (c *counted) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	c.calls.Add(1)
	if c.fault != nil {
		return nil, c.fault
	}
	return c.Embedder.EmbedQuery(ctx, text)
}

func newCached(t *testing.T, queries int) (*embed.Cached, *counted) {
	t.Helper()
	inner := &counted{Embedder: embed.NewFake(64)}
	c, err := embed.NewCached(inner, queries)
	if err != nil {
		t.Fatal(err)
	}
	return c, inner
}

func TestCachedConforms(t *testing.T) {
	embedtest.TestEmbedder(t, func(t *testing.T) embed.Embedder {
		c, _ := newCached(t, 4)
		return c
	})
}

func TestCachedEmbedsARepeatedQueryOnce(t *testing.T) {
	c, inner := newCached(t, 2)
	want, err := c.EmbedQuery(t.Context(), "red lamp")
	if err != nil {
		t.Fatal(err)
	}
	first := slices.Clone(want)
	want[0] = 7 // must not change the cache
	got, err := c.EmbedQuery(t.Context(), "red lamp")
	if err != nil || !slices.Equal(got, first) || inner.calls.Load() != 1 {
		t.Errorf("second EmbedQuery: error %v, %d calls of the embedder; want the same vector and 1 call", err, inner.calls.Load())
	}
	for _, text := range []string{"a", "b", "red lamp"} { // one more than the cache holds
		if _, err := c.EmbedQuery(t.Context(), text); err != nil {
			t.Fatal(err)
		}
	}
	if inner.calls.Load() != 4 {
		t.Errorf("%d calls of the embedder, want 4", inner.calls.Load())
	}
}

func TestCachedDoesNotCacheErrors(t *testing.T) {
	c, inner := newCached(t, 2)
	inner.fault = errors.New("unavailable")
	if _, err := c.EmbedQuery(t.Context(), "lamp"); !errors.Is(err, inner.fault) {
		t.Errorf("EmbedQuery = %v, want the fault", err)
	}
	inner.fault = nil
	if _, err := c.EmbedQuery(t.Context(), "lamp"); err != nil {
		t.Errorf("EmbedQuery after the fault = %v", err)
	}
}

func TestNewCachedRejectsSizeZero(t *testing.T) {
	if _, err := embed.NewCached(embed.NewFake(64), 0); err == nil {
		t.Error("NewCached(0) returned no error")
	}
}
