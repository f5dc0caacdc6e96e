package wire

import (
	"context"
	"errors"
	"testing"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/embedtest"
)

// fakeEncoder returns an encoder with a fake model, and the number of its loads. Each load returns *fault.
func fakeEncoder(fault *error) (e *encoder, loads *int) {
	loads = new(int)
	fake := embed.NewFake(64)
	return newEncoder(Encoder{fake.Model(), fake.Dim(), func(context.Context) (embed.Embedder, error) {
		*loads++
		return fake, *fault
	}}, nil), loads
}

func TestEncoderIsAnEmbedder(t *testing.T) {
	embedtest.TestEmbedder(t, func(*testing.T) embed.Embedder {
		e, _ := fakeEncoder(new(error))
		return e
	})
}

func TestEncoderLoadsOnFirstEmbedding(t *testing.T) {
	fault := errors.New("no model")
	e, loads := fakeEncoder(&fault)
	if e.Model() == "" || e.Dim() != 64 || *loads != 0 {
		t.Fatalf("model %q of dimension %d, loaded %d times, want a name, 64 and no load", e.Model(), e.Dim(), *loads)
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
			t.Errorf("EmbedQuery with the model available: %v", err)
		}
	}
	if *loads != 3 {
		t.Errorf("the model was loaded %d times, want 3: two failures and one success", *loads)
	}
}
