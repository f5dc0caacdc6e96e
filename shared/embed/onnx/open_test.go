package onnx_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"shopfyp.dev/shared/embed/onnx"
)

func TestOpenRejectsWrongFiles(t *testing.T) {
	good, plain := native(t), published(t)
	open(t, good) // loads the library into the process
	missing := filepath.Join(t.TempDir(), filepath.Base(good.Model))
	for _, c := range []struct {
		name   string
		change func(*onnx.Config)
		want   string
	}{
		{"no library", func(c *onnx.Config) { c.Library = missing }, missing},
		{"no model", func(c *onnx.Config) { c.Model = missing }, missing},
		{"no published model", func(c *onnx.Config) { c.Model = missing + ".onnx" }, missing},
		{"no tokenizer", func(c *onnx.Config) { c.Tokenizer = missing }, missing},
		{"wrong model", func(c *onnx.Config) { c.Model = good.Tokenizer }, "want 34014426"},
		{"a model with another name", func(c *onnx.Config) { c.Model = "other.ort" }, "file is named other.ort, want bge"},
		{"wrong tokenizer", func(c *onnx.Config) { c.Tokenizer = plain.Model }, "want 711396"},
		{"another library", func(c *onnx.Config) { c.Library = good.Tokenizer }, "is loaded already"},
		{"a truncated model", func(c *onnx.Config) { c.Model = altered(t, good.Model, half) }, "model"},
		{"an empty model", func(c *onnx.Config) { c.Model = altered(t, good.Model, empty) }, "model"},
		{"a model of zeros", func(c *onnx.Config) { c.Model = altered(t, good.Model, zeros) }, "model"},
		{"a published model of zeros", func(c *onnx.Config) { c.Model = altered(t, plain.Model, zeros) }, "model"},
		{"a tokenizer of zeros", func(c *onnx.Config) { c.Tokenizer = altered(t, good.Tokenizer, zeros) }, "tokenizer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := good
			c.change(&config)
			e, err := onnx.Open(config)
			if err == nil || e != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Open(%+v) = %v, %v, want an error that contains %q", config, e, err, c.want)
			}
		})
	}
}

func half(b []byte) []byte  { return b[:len(b)/2] }
func empty([]byte) []byte   { return nil }
func zeros(b []byte) []byte { return make([]byte, len(b)) }

// altered writes a changed copy of a file, with the same name in another folder, and returns its path.
func altered(t *testing.T, path string, change func([]byte) []byte) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), filepath.Base(path))
	if err := os.WriteFile(path, change(b), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOptimiseRejectsWrongFiles(t *testing.T) {
	good, out := published(t), filepath.Join(t.TempDir(), "out.ort")
	for name, change := range map[string]func(*onnx.Config){
		"another model": func(c *onnx.Config) { c.Model = c.Tokenizer },
		"no model":      func(c *onnx.Config) { c.Model = out },
		"no library":    func(c *onnx.Config) { c.Library = out },
	} {
		c := good
		change(&c)
		if err := onnx.Optimise(c, out); err == nil {
			t.Errorf("%s: Optimise returned no error", name)
		}
	}
	if err := onnx.Optimise(good, filepath.Join(out, "no such folder")); err == nil {
		t.Error("Optimise to a missing folder returned no error")
	}
}

func TestClose(t *testing.T) {
	e, err := onnx.Open(native(t))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for {
				v, err := e.EmbedQuery(t.Context(), "bluetooth speaker")
				if errors.Is(err, onnx.ErrClosed) {
					return
				}
				if err != nil || len(v) != onnx.Dim {
					t.Errorf("EmbedQuery during Close = %d elements, %v", len(v), err)
					return
				}
			}
		})
	}
	for range 2 {
		if err := e.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	wg.Wait()
}

// The session reads the weights from the mapped file until Close.
func TestModelIsMappedUntilClose(t *testing.T) {
	c := native(t)
	e, err := onnx.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	before := mappings(t, c.Model)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if after := mappings(t, c.Model); before == 0 || after != before-1 {
		t.Errorf("%d mappings of %s before Close and %d after, want one fewer after", before, c.Model, after)
	}
}

// mappings counts the mappings of a file in this process.
func mappings(t *testing.T, path string) int {
	t.Helper()
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Skipf("/proc/self/maps exists only on Linux: %v", err)
	}
	return strings.Count(string(maps), " "+path+"\n")
}

// Model must contain the hash that "make setup" verifies.
func TestModelNamesThePinnedFile(t *testing.T) {
	b, err := os.ReadFile(filepath.FromSlash("../../../native/versions.env"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(b), "\nENCODER_MODEL_SHA256=")
	hash := onnx.Model[strings.LastIndex(onnx.Model, "-")+1:]
	if !ok || len(hash) != 12 || !strings.HasPrefix(rest, hash) {
		t.Errorf("Model = %q, but native/versions.env pins %.12s", onnx.Model, rest)
	}
}
