package wire

import (
	"context"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/embed"
)

// encoder is an embed.Embedder whose model is known before it is loaded: what only asks for Model
// and Dim, or finds every vector in the log, never loads it.
type encoder struct {
	model  string
	dim    int
	loaded *lazy.Value[embed.Embedder]
}

// Model implements embed.Embedder.
func (e *encoder) Model() string { return e.model }

// Dim implements embed.Embedder.
func (e *encoder) Dim() int { return e.dim }

// EmbedQuery implements embed.Embedder.
func (e *encoder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	made, err := e.loaded.Get(ctx)
	if err != nil {
		return nil, err
	}
	return made.EmbedQuery(ctx, text)
}

// EmbedDocument implements embed.Embedder.
func (e *encoder) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	made, err := e.loaded.Get(ctx)
	if err != nil {
		return nil, err
	}
	return made.EmbedDocument(ctx, text)
}
