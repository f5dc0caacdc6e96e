package wire

import (
	"context"
	"errors"
	"testing"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/embedtest"
)

// newEncoder returns an encoder of a fake model, which opens with fault.
func newEncoder(fault *error) (e *encoder, opened *int) {
	opened = new(int)
	fake := embed.NewFake(64)
	return &encoder{fake.Model(), fake.Dim(), lazy.New(func(context.Context) (embed.Embedder, error) {
		*opened++
		return fake, *fault
	})}, opened
}

func TestEncoderIsAnEmbedder(t *testing.T) {
	embedtest.TestEmbedder(t, func(*testing.T) embed.Embedder {
		e, _ := newEncoder(new(error))
		return e
	})
}

func TestEncoderLoadsOnlyForATextToEmbed(t *testing.T) {
	fault := errors.New("no model")
	e, opened := newEncoder(&fault)
	if e.Model() == "" || e.Dim() != 64 || *opened != 0 {
		t.Fatalf("model %q of dimension %d, opened %d times, want it known and not opened", e.Model(), e.Dim(), *opened)
	}
	if _, err := e.EmbedQuery(t.Context(), "lamp"); !errors.Is(err, fault) {
		t.Errorf("EmbedQuery = %v, want %v", err, fault)
	}
	if _, err := e.EmbedDocument(t.Context(), "lamp"); !errors.Is(err, fault) {
		t.Errorf("EmbedDocument = %v, want %v", err, fault)
	}
	fault = nil
	for range 2 {
		if _, err := e.EmbedQuery(t.Context(), "lamp"); err != nil {
			t.Errorf("EmbedQuery, the model there: %v", err)
		}
	}
	if *opened != 3 {
		t.Errorf("the model was opened %d times, want 3: twice in vain, once for all", *opened)
	}
}
