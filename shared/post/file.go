package post

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// record is a post in a file: the fields of the API, the status and the order.
type record struct {
	Post
	Status Status  `json:"status"`
	Order  float64 `json:"order"`
}

// ReadFile reads a JSON array of posts: the fields of the API, status and order. It returns an error that names each
// invalid post, and refuses unknown fields and repeated IDs.
func ReadFile(r io.Reader) ([]Post, error) {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	var records []record
	if err := dec.Decode(&records); err != nil {
		return nil, fmt.Errorf("read posts: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read posts: there is something after the array")
	}
	posts := make([]Post, len(records))
	ids := make(map[string]bool)
	var errs []error
	for i, rec := range records {
		posts[i] = rec.Post
		posts[i].Status, posts[i].Order = rec.Status, rec.Order
		if ids[rec.ID] {
			errs = append(errs, &DecodeError{rec.ID, errors.New("occurs more than once")})
		}
		ids[rec.ID] = true
	}
	return posts, errors.Join(append(errs, ValidateAll(posts))...)
}
