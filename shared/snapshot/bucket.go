package snapshot

import (
	"context"
	"errors"
	"io"
	"time"
)

// Errors that a Bucket returns, wrapped with the object's name.
var (
	ErrNotFound     = errors.New("object not found")
	ErrPrecondition = errors.New("object has another generation")
)

// An Object is what a bucket says of one object.
type Object struct {
	Name       string
	Size       int64
	Generation int64 // changes with every write; 0 means "does not exist"
	Updated    time.Time
}

// AnyGeneration, as a condition of Write, writes whatever is there.
const AnyGeneration int64 = -1

// A Bucket is a flat store of objects: what of Cloud Storage a snapshot needs.
type Bucket interface {
	// Stat describes an object, or returns ErrNotFound.
	Stat(ctx context.Context, name string) (Object, error)
	// Read opens length bytes from offset of the given generation; length < 0 reads to the end.
	// ErrNotFound where name has no such generation (any longer).
	Read(ctx context.Context, name string, generation, offset, length int64) (io.ReadCloser, error)
	// Write stores all of r under name if the object's generation is ifGeneration (0: does not exist;
	// AnyGeneration: no condition), else ErrPrecondition. An error of r leaves the object as it was.
	Write(ctx context.Context, name string, r io.Reader, ifGeneration int64) (Object, error)
	// List returns the objects whose names begin with prefix, in name order.
	List(ctx context.Context, prefix string) ([]Object, error)
	// Delete removes an object; one that is not there is no error.
	Delete(ctx context.Context, name string) error
}
