package onnx_test

import (
	"errors"
	"regexp"
	"slices"
	"testing"

	"shopfyp.dev/shared/embed/onnx"
)

// The pinned model is also a valid query model: without the prefix it gives a query the vector of a document.
func TestQueryEncoder(t *testing.T) {
	q, err := onnx.OpenQueryEncoder(published(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := q.EmbedQuery(t.Context(), "bluetooth speaker")
	if err != nil {
		t.Fatal(err)
	}
	want, err := open(t, published(t)).EmbedDocument(t.Context(), "bluetooth speaker")
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("EmbedQuery differs from the vector without a prefix, error %v", err)
	}
	if !regexp.MustCompile(`^query-[0-9a-f]{12}$`).MatchString(q.Model()) {
		t.Errorf("Model() = %q, want query- and 12 digits", q.Model())
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := q.EmbedQuery(t.Context(), "lamp"); !errors.Is(err, onnx.ErrClosed) {
		t.Errorf("EmbedQuery after Close = %v, want ErrClosed", err)
	}
}

func TestOpenQueryEncoderRejectsWrongFiles(t *testing.T) {
	c := published(t)
	for name, model := range map[string]string{"a missing file": c.Model + ".missing", "another file": c.Tokenizer} {
		c.Model = model
		if q, err := onnx.OpenQueryEncoder(c); err == nil {
			t.Errorf("%s: OpenQueryEncoder = %v, want an error", name, q)
		}
	}
}
