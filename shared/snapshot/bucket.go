package snapshot

import (
	"context"
	"errors"
	"io"
	"time"
)

// Errors of a Bucket, wrapped with the object's name.
var (
	ErrNotFound     = errors.New("object not found")
	ErrPrecondition = errors.New("object has another generation")
)

// An Object describes a stored object.
type Object struct {
	Name       string
	Size       int64
	Generation int64 // changes with every write; 0 means "does not exist"
	Updated    time.Time
}

// AnyGeneration makes Write unconditional.
const AnyGeneration int64 = -1

// A Bucket stores objects by name. It is the part of Cloud Storage that snapshots need.
type Bucket interface {
	// Stat returns the object's description, or ErrNotFound.
	Stat(ctx context.Context, name string) (Object, error)
	// Read opens length bytes of the given generation, starting at offset; length < 0 reads to the end.
	// It returns ErrNotFound if that generation does not exist or has been replaced.
	Read(ctx context.Context, name string, generation, offset, length int64) (io.ReadCloser, error)
	// Write stores the content of r under name. It returns ErrPrecondition if the object's generation is not
	// ifGeneration. Generation 0 means that the object must not exist. If r fails, the object is unchanged.
	Write(ctx context.Context, name string, r io.Reader, ifGeneration int64) (Object, error)
	// List returns the objects whose names begin with prefix, in name order.
	List(ctx context.Context, prefix string) ([]Object, error)
	// Delete removes an object. Deleting an object that does not exist is not an error.
	Delete(ctx context.Context, name string) error
}
