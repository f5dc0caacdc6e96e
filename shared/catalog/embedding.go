package catalog

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// MaxDim is the maximum dimension of a stored vector. It is Firestore's limit.
const MaxDim = 2048

// Validate returns an error that names the first invalid field.
func (e *Embedding) Validate() error {
	if err := e.ID.Validate(); err != nil {
		return err
	}
	switch {
	case len(e.Vector) == 0 || len(e.Vector) > MaxDim:
		return fmt.Errorf("vector has %d elements, not 1 to %d", len(e.Vector), MaxDim)
	case !utf8.ValidString(e.Model) || !utf8.ValidString(e.TextHash):
		return errors.New("model or text hash is not valid UTF-8")
	}
	for i, x := range e.Vector {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return fmt.Errorf("element %d of the vector is %v", i, x)
		}
	}
	return nil
}

// IsOf reports whether the embedding is one of the text with the hash, by the model.
func (e *Embedding) IsOf(textHash, model string, dim int) bool {
	return e.Model == model && e.TextHash == textHash && len(e.Vector) == dim
}
