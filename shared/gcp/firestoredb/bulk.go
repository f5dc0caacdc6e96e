package firestoredb

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cloud.google.com/go/firestore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
)

// A bulk is a set of writes to different documents. Each write succeeds or fails on its own.
type bulk struct {
	ctx    context.Context // a bulk lives within one call
	writer *firestore.BulkWriter
	kind   string // kind of document, for error messages
	jobs   []job
	errs   []error
}

type job struct {
	id string
	*firestore.BulkWriterJob
}

func newBulk(ctx context.Context, client *firestore.Client, kind string) *bulk {
	return &bulk{ctx: ctx, writer: client.BulkWriter(ctx), kind: kind}
}

func (b *bulk) set(doc *firestore.DocumentRef, data any) {
	j, err := b.writer.Set(doc, data)
	b.add(doc.ID, j, err)
}

// create writes a document that must not exist yet. Otherwise its error has the code AlreadyExists.
func (b *bulk) create(doc *firestore.DocumentRef, data any) {
	j, err := b.writer.Create(doc, data)
	b.add(doc.ID, j, err)
}

func (b *bulk) delete(doc *firestore.DocumentRef) {
	j, err := b.writer.Delete(doc)
	b.add(doc.ID, j, err)
}

func (b *bulk) add(id string, j *firestore.BulkWriterJob, err error) {
	if err != nil {
		b.fail(catalog.ID(id), err)
		return
	}
	b.jobs = append(b.jobs, job{id, j})
}

// fail adds err to the errors that end returns.
func (b *bulk) fail(id catalog.ID, err error) {
	b.errs = append(b.errs, documentError(b.kind, id, err))
}

func documentError(kind string, id catalog.ID, err error) error {
	return fmt.Errorf("%s %q: %w", kind, id, err)
}

// end sends the remaining writes and waits for all of them. It returns the number of documents written, and an
// error that names each document that was not written.
func (b *bulk) end() (written int, err error) {
	written, _, err = b.endRefused()
	return written, err
}

// endRefused is end, but errors with one of the codes are not failures. It returns the IDs of those documents.
func (b *bulk) endRefused(allowed ...codes.Code) (written int, refused []string, err error) {
	b.writer.End()
	for _, j := range b.jobs {
		_, err := j.Results()
		switch {
		case err == nil:
			written++
		case slices.Contains(allowed, status.Code(err)):
			refused = append(refused, j.id)
		default:
			b.fail(catalog.ID(j.id), err)
		}
	}
	if len(b.errs) > 0 && b.ctx.Err() != nil { // the other errors repeat the first
		return written, refused, fmt.Errorf("%w after %d of %d writes: %w", b.ctx.Err(), written, len(b.jobs), b.errs[0])
	}
	return written, refused, errors.Join(b.errs...)
}

// lastPerID returns the last value of each ID.
func lastPerID[T any](all []T, id func(*T) catalog.ID) []T {
	last := make(map[catalog.ID]int, len(all))
	for i := range all {
		last[id(&all[i])] = i
	}
	var kept []T
	for i := range all {
		if last[id(&all[i])] == i {
			kept = append(kept, all[i])
		}
	}
	return kept
}

// deleteAll removes the documents with the IDs from the collection.
func deleteAll(ctx context.Context, client *firestore.Client, c *firestore.CollectionRef, ids []catalog.ID) error {
	b := newBulk(ctx, client, c.ID)
	for _, id := range lastPerID(ids, func(id *catalog.ID) catalog.ID { return *id }) {
		if doc, ok := document(c, string(id)); ok {
			b.delete(doc)
		}
	}
	_, err := b.end()
	return err
}

// deleteFound deletes every document that matches the query at the time of the call. It reads each document name
// once, so it terminates even if other programs keep adding documents. It deletes documents while it reads.
func deleteFound(ctx context.Context, client *firestore.Client, q firestore.Query) error {
	b := newBulk(ctx, client, "document")
	for doc, err := range walk(ctx, q.Select()) {
		if err != nil {
			_, deleteErr := b.end()
			return errors.Join(err, deleteErr)
		}
		b.delete(doc.Ref)
	}
	_, err := b.end()
	return err
}
