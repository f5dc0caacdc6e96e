package vectorfile

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/embedtest"
)

func TestEmbedder(t *testing.T) {
	embedtest.TestEmbedder(t, func(t *testing.T) embed.Embedder { return open(t, t.TempDir(), embed.NewFake(64)) })
}

func open(t *testing.T, dir string, e embed.Embedder) *Embedder {
	t.Helper()
	f, err := Open(dir, e)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// counted counts the calls of EmbedDocument.
type counted struct {
	*embed.Fake
	documents atomic.Int64
}

func (c *counted) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	c.documents.Add(1)
	return c.Fake.EmbedDocument(ctx, text)
}

// ask embeds texts and returns the number of texts that were not in the cache.
func ask(t *testing.T, dir string, texts ...string) int64 {
	t.Helper()
	c := &counted{Fake: embed.NewFake(64)}
	e := open(t, dir, c)
	for _, text := range texts {
		got, err := e.EmbedDocument(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ := c.Fake.EmbedDocument(t.Context(), text); !slices.Equal(got, want) {
			t.Errorf("vector of %q differs from that of the wrapped embedder", text)
		}
	}
	return c.documents.Load()
}

func TestVectorsAreCached(t *testing.T) {
	dir := t.TempDir()
	if n := ask(t, dir, "a red lamp", "a blue lamp", "a red lamp"); n != 2 {
		t.Errorf("first run embedded %d texts, want 2", n)
	}
	if n := ask(t, dir, "a blue lamp", "a green lamp", "a red lamp"); n != 1 {
		t.Errorf("second run embedded %d texts, want 1", n)
	}
}

func TestDamagedRecordsAreRemoved(t *testing.T) {
	const record = 32 + 4*64
	for name, damage := range map[string]func(data []byte) []byte{
		"truncated":    func(data []byte) []byte { return data[:2*record-5] },
		"shifted":      func(data []byte) []byte { return slices.Delete(data, record+3, record+10) },
		"overwritten":  func(data []byte) []byte { copy(data[record+32:], "\xff\xff\xff\xff\xff\xff"); return data },
		"garbage last": func(data []byte) []byte { return append(data[:record], "no record"...) },
	} {
		dir := t.TempDir()
		ask(t, dir, "one", "two", "three")
		path := filepath.Join(dir, "fake-64.vectors")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, damage(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if n := ask(t, dir, "one", "two", "three"); n != 2 {
			t.Errorf("%s: run after the damage embedded %d texts, want 2", name, n)
		}
		if n := ask(t, dir, "one", "two", "three"); n != 0 {
			t.Errorf("%s: next run embedded %d texts, want 0", name, n)
		}
	}
}
