// Package invalid describes input that a caller got wrong, so that the edge can name the field in its answer.
package invalid

// A FieldError reports which field of a request is wrong, in the API's names.
type FieldError struct {
	Field   string
	Problem string
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + ": " + e.Problem }
