// Package gcsbucket implements snapshot.Bucket with Cloud Storage.
package gcsbucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"cloud.google.com/go/storage"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/iterator"

	"shopfyp.dev/shared/snapshot"
)

// A Bucket is a Cloud Storage bucket. It is safe for concurrent use.
type Bucket struct{ bucket *storage.BucketHandle }

var _ snapshot.Bucket = (*Bucket)(nil)

// New returns the bucket with the given name. The bucket must exist.
func New(client *storage.Client, name string) *Bucket {
	return &Bucket{client.Bucket(name)}
}

// Stat implements snapshot.Bucket.
func (b *Bucket) Stat(ctx context.Context, name string) (snapshot.Object, error) {
	attrs, err := b.bucket.Object(name).Attrs(ctx)
	if err != nil {
		return snapshot.Object{}, failure("stat", name, err)
	}
	return object(attrs), nil
}

// Read implements snapshot.Bucket. The reader of a whole object checks its CRC-32C.
func (b *Bucket) Read(ctx context.Context, name string, generation, offset, length int64) (io.ReadCloser, error) {
	r, err := b.bucket.Object(name).Generation(generation).NewRangeReader(ctx, offset, length)
	if err != nil {
		return nil, failure("read", name, err)
	}
	return r, nil
}

// Write implements snapshot.Bucket. Cloud Storage checks the CRC-32C of the upload.
//
// Write retries an upload if the response is lost. With a condition, the retry
// may return ErrPrecondition although the first attempt succeeded.
func (b *Bucket) Write(ctx context.Context, name string, r io.Reader, ifGeneration int64) (snapshot.Object, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := conditional(b.bucket.Object(name), ifGeneration).NewWriter(ctx)
	_, err := io.Copy(w, r)
	if err != nil {
		cancel() // before Close, which would store a partial object
	}
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return snapshot.Object{}, failure("write", name, err)
	}
	return object(w.Attrs()), nil
}

// conditional returns the object with the precondition for a write.
func conditional(o *storage.ObjectHandle, ifGeneration int64) *storage.ObjectHandle {
	switch ifGeneration {
	case snapshot.AnyGeneration:
		return repeatable(o)
	case 0:
		return o.If(storage.Conditions{DoesNotExist: true})
	}
	return o.If(storage.Conditions{GenerationMatch: ifGeneration})
}

// repeatable makes the client retry all operations on the object, even those that it does not consider idempotent.
func repeatable(o *storage.ObjectHandle) *storage.ObjectHandle {
	return o.Retryer(storage.WithPolicy(storage.RetryAlways))
}

// List implements snapshot.Bucket.
func (b *Bucket) List(ctx context.Context, prefix string) ([]snapshot.Object, error) {
	query := &storage.Query{Prefix: prefix}
	if err := query.SetAttrSelection([]string{"Name", "Size", "Generation", "Updated"}); err != nil {
		return nil, err
	}
	var found []snapshot.Object
	for it := b.bucket.Objects(ctx, query); ; {
		attrs, err := it.Next()
		if errors.Is(err, iterator.Done) {
			return found, nil
		}
		if err != nil {
			return nil, failure("list", prefix, err)
		}
		found = append(found, object(attrs))
	}
}

// Delete implements snapshot.Bucket.
func (b *Bucket) Delete(ctx context.Context, name string) error {
	err := repeatable(b.bucket.Object(name)).Delete(ctx)
	if err != nil && !errors.Is(err, storage.ErrObjectNotExist) {
		return failure("delete", name, err)
	}
	return nil
}

func object(a *storage.ObjectAttrs) snapshot.Object {
	return snapshot.Object{Name: a.Name, Size: a.Size, Generation: a.Generation, Updated: a.Updated}
}

// failure wraps err with the operation and the object's name, and with the matching error of package snapshot.
func failure(operation, name string, err error) error {
	if errors.Is(err, storage.ErrObjectNotExist) {
		err = fmt.Errorf("%w: %w", snapshot.ErrNotFound, err)
	}
	if apiErr, ok := errors.AsType[*googleapi.Error](err); ok && apiErr.Code == http.StatusPreconditionFailed {
		err = fmt.Errorf("%w: %w", snapshot.ErrPrecondition, err)
	}
	return fmt.Errorf("%s %s: %w", operation, name, err)
}
