package engine

import (
	"cmp"
	"fmt"
	"math"

	"shopfyp.dev/shared/catalog"
)

// CheckVector returns ErrInvalid unless a vector has the dimension and finite elements.
func CheckVector(v []float32, dim int) error {
	if len(v) != dim {
		return fmt.Errorf("%w: vector has %d elements, the collection has dimension %d", ErrInvalid, len(v), dim)
	}
	for i, x := range v {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return fmt.Errorf("%w: element %d of the vector is %v", ErrInvalid, i, x)
		}
	}
	return nil
}

// CheckWords returns ErrInvalid unless all scores are finite and not negative.
func CheckWords(words []Word) error {
	for _, w := range words {
		if !(w.Score >= 0) || math.IsInf(float64(w.Score), 0) {
			return fmt.Errorf("%w: word %d has the score %v", ErrInvalid, w.ID, w.Score)
		}
	}
	return nil
}

// CheckHits returns ErrInvalid unless k is a valid number of hits.
func CheckHits(k int) error {
	if k < 0 || k > MaxHits {
		return fmt.Errorf("%w: %d hits are asked for, not 0 to %d", ErrInvalid, k, MaxHits)
	}
	return nil
}

// CheckRead returns ErrInvalid unless n products can be read, written or deleted by one call.
func CheckRead(n int) error {
	if n < 0 || n > MaxRead {
		return fmt.Errorf("%w: a call has %d products, not 0 to %d", ErrInvalid, n, MaxRead)
	}
	return nil
}

// CheckIDs returns ErrInvalid unless a call can take the IDs.
func CheckIDs(ids []catalog.ID) error {
	if err := CheckRead(len(ids)); err != nil {
		return err
	}
	for _, id := range ids {
		if err := id.Validate(); err != nil {
			return fmt.Errorf("%w: product ID: %w", ErrInvalid, err)
		}
	}
	return nil
}

// CheckProducts returns ErrInvalid unless a call can write the products.
func CheckProducts(products []Product, dim int) error {
	if err := CheckRead(len(products)); err != nil {
		return err
	}
	for i := range products {
		p := &products[i]
		if err := p.ID.Validate(); err != nil {
			return fmt.Errorf("%w: product ID: %w", ErrInvalid, err)
		}
		if err := cmp.Or(CheckVector(p.Vector, dim), CheckWords(p.Words)); err != nil {
			return fmt.Errorf("product %q: %w", p.ID, err)
		}
	}
	return nil
}
