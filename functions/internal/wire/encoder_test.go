package wire

import (
	"context"
	"errors"
	"testing"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/embedtest"
)

// fakeEncoder returns an encoder whose fake model loads with fault.
func fakeEncoder(fault *error) (e *encoder, opened *int) {
	opened = new(int)
	fake := embed.NewFake(64)
	return newEncoder(Encoder{fake.Model(), fake.Dim(), func(context.Context) (embed.Embedder, error) {
		*opened++
		return fake, *fault
	}}, nil), opened
}

func TestEncoderIsAnEmbedder(t *testing.T) {
	embedtest.TestEmbedder(t, func(*testing.T) embed.Embedder {
		e, _ := fakeEncoder(new(error))
		return e
	})
}

func TestEncoderLoadsOnlyForATextToEmbed(t *testing.T) {
	fault := errors.New("no model")
	e, opened := fakeEncoder(&fault)
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
