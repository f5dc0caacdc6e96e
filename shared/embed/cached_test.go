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

// counted counts what an embedder is asked, by many at once, and fails while it is told to.
type counted struct {
	embed.Embedder
	asked atomic.Int64
	fault error
}

func (c *counted) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	c.asked.Add(1)
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

func TestCachedIsAnEmbedder(t *testing.T) {
	embedtest.TestEmbedder(t, func(t *testing.T) embed.Embedder {
		c, _ := newCached(t, 4)
		return c
	})
}

func TestCachedAsksOnceForWhatItRemembers(t *testing.T) {
	c, inner := newCached(t, 2)
	want, err := c.EmbedQuery(t.Context(), "red lamp")
	if err != nil {
		t.Fatal(err)
	}
	first := slices.Clone(want)
	want[0] = 7 // the caller's own
	got, err := c.EmbedQuery(t.Context(), "red lamp")
	if err != nil || !slices.Equal(got, first) || inner.asked.Load() != 1 {
		t.Errorf("the second time: %v, asked %d times; want the same vector, asked once", err, inner.asked.Load())
	}
	for _, text := range []string{"a", "b", "red lamp"} { // of these three it remembers two
		if _, err := c.EmbedQuery(t.Context(), text); err != nil {
			t.Fatal(err)
		}
	}
	if inner.asked.Load() != 4 {
		t.Errorf("asked %d times, want 4", inner.asked.Load())
	}
}

func TestCachedForgetsErrors(t *testing.T) {
	c, inner := newCached(t, 2)
	inner.fault = errors.New("away")
	if _, err := c.EmbedQuery(t.Context(), "lamp"); !errors.Is(err, inner.fault) {
		t.Errorf("EmbedQuery = %v, want the fault", err)
	}
	inner.fault = nil
	if _, err := c.EmbedQuery(t.Context(), "lamp"); err != nil {
		t.Errorf("EmbedQuery after the fault = %v", err)
	}
}

func TestCachedRefusesNoRoom(t *testing.T) {
	if _, err := embed.NewCached(embed.NewFake(64), 0); err == nil {
		t.Error("NewCached(0) gave no error")
	}
}
