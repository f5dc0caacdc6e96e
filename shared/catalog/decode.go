package catalog

import "fmt"

// A DecodeError is returned for a stored product that cannot be decoded, such as one with a price of type string.
// Store.All and RangedProducts.Between yield it and go on with the next product.
type DecodeError struct {
	ID  ID
	Err error
}

// Error implements error.
func (e *DecodeError) Error() string { return fmt.Sprintf("product %q: %v", e.ID, e.Err) }

// Unwrap returns the cause.
func (e *DecodeError) Unwrap() error { return e.Err }
