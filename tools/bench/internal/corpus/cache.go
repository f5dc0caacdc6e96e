package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
)

// A cache keeps vectors in files named by the texts and the model they are of.
// It opens the encoder only if vectors are missing.
type cache struct {
	dir     string
	log     *slog.Logger
	encoder *onnx.Embedder
}

func (c *cache) close() {
	if c.encoder != nil {
		c.encoder.Close()
	}
}

// An encoding is how one text is embedded.
type encoding func(e embed.Embedder, ctx context.Context, text string) ([]float32, error)

var (
	documents encoding = embed.Embedder.EmbedDocument
	asked     encoding = embed.Embedder.EmbedQuery
)

// vectors returns the texts' vectors, row after row.
func (c *cache) vectors(ctx context.Context, kind string, texts []string, encode encoding) ([]float32, error) {
	sum := sha256.Sum256([]byte(onnx.Model + "\x00" + strings.Join(texts, "\x00")))
	path := filepath.Join(c.dir, kind+"-"+hex.EncodeToString(sum[:6])+".f32")
	size := len(texts) * onnx.Dim
	v, err := readFloats(path, size)
	if !errors.Is(err, fs.ErrNotExist) {
		return v, err
	}
	if v, err = c.make(ctx, kind, texts, encode); err != nil {
		return nil, err
	}
	return v, writeFloats(path, v)
}

// make embeds the texts on all cores.
func (c *cache) make(ctx context.Context, kind string, texts []string, encode encoding) ([]float32, error) {
	if err := c.openEncoder(); err != nil {
		return nil, err
	}
	vectors := make([]float32, len(texts)*onnx.Dim)
	g, ctx := errgroup.WithContext(ctx)
	var next, done atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for i := next.Add(1) - 1; i < int64(len(texts)); i = next.Add(1) - 1 {
				v, err := encode(c.encoder, ctx, texts[i])
				if err != nil {
					return fmt.Errorf("embed %q: %w", texts[i], err)
				}
				copy(vectors[i*onnx.Dim:], v)
				if n := done.Add(1); n%5000 == 0 {
					c.log.Info("embedding", "kind", kind, "done", n, "of", len(texts))
				}
			}
			return nil
		})
	}
	return vectors, g.Wait()
}

func (c *cache) openEncoder() error {
	if c.encoder != nil {
		return nil
	}
	root, err := sourceRoot()
	if err != nil {
		return err
	}
	c.encoder, err = onnx.Open(onnx.In(filepath.Join(root, "native", "out")))
	return err
}

// sourceRoot returns the folder at or above the working directory that holds go.mod.
func sourceRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("the working directory is outside the source tree")
		}
	}
}

// readFloats reads a file of exactly n floats in this machine's byte order.
func readFloats(path string, n int) ([]float32, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	v := make([]float32, n)
	if copy(bytesOf(v), b) != len(b) || len(b) != 4*n {
		return nil, fmt.Errorf("%s holds %d bytes, want %d floats: remove it", path, len(b), n)
	}
	return v, nil
}

// writeFloats writes the file whole or not at all.
func writeFloats(path string, v []float32) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary := path + ".new"
	if err := os.WriteFile(temporary, bytesOf(v), 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

func bytesOf(v []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 4*len(v))
}
