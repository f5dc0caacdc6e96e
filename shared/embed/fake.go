package embed

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"unicode"
)

// Fake is an Embedder for tests that needs no model. It lowercases each word, removes a plural s,
// and adds one to the dimension that the word's hash selects. Texts that share words are near each
// other, so a test can predict which text is nearer. Fake does not know synonyms, and different
// words can share a dimension.
type Fake struct{ dim int }

// NewFake returns a Fake with vectors of dim elements. A dim of 64 is enough for most tests.
// It panics if dim is less than 1.
func NewFake(dim int) *Fake {
	if dim < 1 {
		panic(fmt.Sprintf("embed: NewFake(%d): dimension must be at least 1", dim))
	}
	return &Fake{dim: dim}
}

// Model returns a name that includes the dimension.
func (f *Fake) Model() string { return fmt.Sprintf("fake-%d", f.dim) }

// Dim returns the dimension given to NewFake.
func (f *Fake) Dim() int { return f.dim }

// EmbedQuery returns the same vector as EmbedDocument.
func (f *Fake) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return f.EmbedDocument(ctx, text)
}

// EmbedDocument returns the word counts of text, scaled to length 1.
func (f *Fake) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v := make([]float32, f.dim)
	notInWord := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), notInWord) {
		v[f.dimension(word)]++
	}
	return unit(v), nil
}

func (f *Fake) dimension(word string) int {
	if singular, ok := strings.CutSuffix(word, "s"); ok && len(singular) >= 3 && !strings.HasSuffix(singular, "s") {
		word = singular
	}
	h := fnv.New32a()
	h.Write([]byte(word))
	return int(h.Sum32() % uint32(f.dim))
}

// unit scales v to length 1. It turns the zero vector into the first unit vector.
func unit(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		v[0], sum = 1, 1
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= scale
	}
	return v
}
