// Package invalid defines errors for invalid requests. The API uses them to name the invalid field in its response.
package invalid

// A FieldError reports an invalid field of a request. Field is its name in the API.
type FieldError struct {
	Field   string
	Problem string
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + ": " + e.Problem }
