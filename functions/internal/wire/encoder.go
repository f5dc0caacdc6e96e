package wire

import (
	"context"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/telemetry"
)

// encoder is an embed.Embedder that loads its model on the first embedding and measures each embedding.
// Model and Dim do not load it, so a request that finds all its vectors in the log needs no model.
type encoder struct {
	model     string
	dim       int
	loaded    *lazy.Value[embed.Embedder]
	telemetry *telemetry.Telemetry
}

// newEncoder returns an encoder that loads its model with e.Load.
func newEncoder(e Encoder, t *telemetry.Telemetry) *encoder {
	loaded := lazy.New(func(ctx context.Context) (_ embed.Embedder, err error) {
		ctx, timer := t.Stage(ctx, telemetry.Load, "model")
		defer func() { timer.End(err) }()
		return e.Load(ctx)
	})
	return &encoder{e.Model, e.Dim, loaded, t}
}

// bert returns BERT, or the port that replaces it.
func (a *App) bert() Encoder {
	if a.ports.Encoder != nil {
		return *a.ports.Encoder
	}
	return Encoder{Model: onnx.Model, Dim: onnx.Dim, Load: a.loadBERT}
}

// loadBERT loads the model from the native folder.
func (a *App) loadBERT(context.Context) (embed.Embedder, error) {
	dir, err := a.config.nativeDir()
	if err != nil {
		return nil, err
	}
	c := onnx.In(dir)
	c.Threads = a.config.ONNXThreads
	return onnx.Open(c)
}

// Model implements embed.Embedder.
func (e *encoder) Model() string { return e.model }

// Dim implements embed.Embedder.
func (e *encoder) Dim() int { return e.dim }

// EmbedQuery implements embed.Embedder.
func (e *encoder) EmbedQuery(ctx context.Context, text string) (v []float32, err error) {
	ctx, timer := e.telemetry.Stage(ctx, telemetry.Embed, "Query")
	defer func() { timer.End(err) }()
	model, err := e.loaded.Get(ctx)
	if err != nil {
		return nil, err
	}
	return model.EmbedQuery(ctx, text)
}

// EmbedDocument implements embed.Embedder.
func (e *encoder) EmbedDocument(ctx context.Context, text string) (v []float32, err error) {
	ctx, timer := e.telemetry.Stage(ctx, telemetry.Embed, "Document")
	defer func() { timer.End(err) }()
	model, err := e.loaded.Get(ctx)
	if err != nil {
		return nil, err
	}
	return model.EmbedDocument(ctx, text)
}
