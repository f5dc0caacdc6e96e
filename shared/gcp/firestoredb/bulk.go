package firestoredb

import (
	"context"
	"errors"
	"fmt"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
)

// A bulk is a number of writes, each to a document of its own, that succeed or fail one by one.
type bulk struct {
	ctx    context.Context // of the one call that makes the bulk and ends it
	writer *firestore.BulkWriter
	kind   string // what a document is called in errors
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

func (b *bulk) delete(doc *firestore.DocumentRef) {
	j, err := b.writer.Delete(doc)
	b.add(doc.ID, j, err)
}

func (b *bulk) add(id string, j *firestore.BulkWriterJob, err error) {
	if err != nil {
		b.refuse(catalog.ID(id), err)
		return
	}
	b.jobs = append(b.jobs, job{id, j})
}

// refuse makes err part of what end returns.
func (b *bulk) refuse(id catalog.ID, err error) {
	b.errs = append(b.errs, fmt.Errorf("%s %q: %w", b.kind, id, err))
}

// end sends what is not sent yet and waits. It returns how many documents were
// written, and an error that names each that was not.
func (b *bulk) end() (written int, err error) {
	b.writer.End()
	for _, j := range b.jobs {
		if _, err := j.Results(); err != nil {
			b.refuse(catalog.ID(j.id), err)
			continue
		}
		written++
	}
	if len(b.errs) > 0 && b.ctx.Err() != nil { // the rest of the errors would all say the same
		return written, fmt.Errorf("%w after %d of %d writes: %w", b.ctx.Err(), written, len(b.jobs), b.errs[0])
	}
	return written, errors.Join(b.errs...)
}

// lastOfTwins returns all, of those with the same ID only the last.
func lastOfTwins[T any](all []T, id func(*T) catalog.ID) []T {
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
	for _, id := range lastOfTwins(ids, func(id *catalog.ID) catalog.ID { return *id }) {
		if doc, ok := document(c, string(id)); ok {
			b.delete(doc)
		}
	}
	_, err := b.end()
	return err
}

// deleteFound deletes every document that matched the query when it was called. It reads document names
// only, each once, so that it ends even while others add documents. It deletes while it reads.
func deleteFound(ctx context.Context, client *firestore.Client, q firestore.Query) error {
	b := newBulk(ctx, client, "document")
	for doc, err := range walk(ctx, q.Select()) {
		if err != nil {
			_, undeleted := b.end()
			return errors.Join(err, undeleted)
		}
		b.delete(doc.Ref)
	}
	_, err := b.end()
	return err
}
