package onnx

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"shopfyp.dev/shared/embed/wordpiece"
)

// ErrClosed reports a call on a closed Embedder.
var ErrClosed = errors.New("onnx: the embedder is closed")

// Config holds the files and settings of an Embedder.
type Config struct {
	Library   string // libonnxruntime.so, 1.24 or later
	Model     string // model.onnx, or the file that Optimise wrote
	Tokenizer string // tokenizer.json
	Threads   int    // threads per run; 0 means 1
}

// In returns the Config for the files that "make setup" installs in dir.
func In(dir string) Config {
	return Config{
		Library:   filepath.Join(dir, "lib", "libonnxruntime.so"),
		Model:     filepath.Join(dir, "model", optimisedName),
		Tokenizer: filepath.Join(dir, "model", "tokenizer.json"),
	}
}

// An Embedder runs BERT. It is safe for concurrent use.
type Embedder struct {
	tokens *wordpiece.Tokenizer
	free   chan *buffers // one for each concurrent run

	mu      sync.RWMutex // held for reading during a run
	closed  bool
	model   session
	cleanup runtime.Cleanup
}

// Open loads the runtime library, the model and the tokenizer. A process can load only one library: Open
// returns an error for a second one. The caller must close the Embedder.
func Open(c Config) (*Embedder, error) {
	e, err := open(c, openSession)
	if err != nil {
		return nil, fmt.Errorf("onnx: %w", err)
	}
	return e, nil
}

func open(c Config, openModel func(path string, threads int) (session, error)) (*Embedder, error) {
	readTokens := sync.OnceValues(func() (*wordpiece.Tokenizer, error) { return readTokenizer(c.Tokenizer) })
	go readTokens() // concurrently with the model, which takes longer

	if err := load(c.Library); err != nil {
		return nil, err
	}
	threads := max(c.Threads, 1)
	model, err := openModel(c.Model, threads)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", c.Model, err)
	}
	tokens, err := readTokens()
	if err != nil {
		return nil, errors.Join(err, model.Destroy())
	}
	return newEmbedder(tokens, model, max(runtime.GOMAXPROCS(0)/threads, 1)), nil
}

func readTokenizer(path string) (*wordpiece.Tokenizer, error) {
	if err := checkSize(path, tokenizerSize); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t, err := wordpiece.New(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return t, nil
}

func newEmbedder(tokens *wordpiece.Tokenizer, model session, parallel int) *Embedder {
	e := &Embedder{tokens: tokens, model: model, free: make(chan *buffers, parallel)}
	for range parallel {
		e.free <- newBuffers()
	}
	e.cleanup = runtime.AddCleanup(e, func(s session) { s.Destroy() }, model) // in case the caller forgets Close
	return e
}

// Model returns the constant Model.
func (e *Embedder) Model() string { return Model }

// Dim returns the constant Dim.
func (e *Embedder) Dim() int { return Dim }

// Words returns the whole words that the model knows, in alphabetical order.
func (e *Embedder) Words() []string { return e.tokens.Words() }

// EmbedQuery returns the vector of a shopper's query.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return e.embed(ctx, queryPrefix+text)
}

// EmbedDocument returns the vector of a product's text.
func (e *Embedder) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	return e.embed(ctx, text)
}

// embed waits until it can start a run or ctx is done. It does not interrupt a run.
func (e *Embedder) embed(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case b := <-e.free:
		defer func() { e.free <- b }()
		ids := e.tokens.Encode(b.ids[:0], text, maxTokens)
		return e.run(b, len(ids))
	}
}

func (e *Embedder) run(b *buffers, n int) ([]float32, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, ErrClosed
	}
	v, err := b.run(e.model, n)
	if err != nil {
		return nil, fmt.Errorf("onnx: %w", err)
	}
	return v, nil
}

// Close waits for active runs and then frees the model. After Close, EmbedQuery and EmbedDocument return
// ErrClosed, and Close does nothing.
func (e *Embedder) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	e.cleanup.Stop()
	return e.model.Destroy()
}
