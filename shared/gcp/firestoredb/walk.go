package firestoredb

import (
	"context"
	"errors"
	"iter"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/iterator"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// pageSize is how many documents one query of a walk asks for. The emulator holds a query's whole answer in its memory
// before it sends any of it: 41,000 vectors in one took more than a gigabyte of its heap, and it answered with an Unknown
// that says nothing. But it looks through the whole collection for each page, so that small pages take long.
const pageSize = 5_000

// maxStuck is how often in a row a walk is taken up again at the same place.
const maxStuck = 5

// walk yields every document of a collection, with the fields that the query selects, in ID order, and an error as the last.
//
// It reads in pages. A page may be cut off, by a deadline of the server or because the emulator's memory or the moment it
// is read at has run out; the walk then goes on behind the last document. It is therefore no picture of one moment.
func walk(ctx context.Context, q firestore.Query) iter.Seq2[*firestore.DocumentSnapshot, error] {
	return walkPages(ctx, q, pageSize)
}

// walkPages is walk with pages of a size.
func walkPages(ctx context.Context, q firestore.Query, size int) iter.Seq2[*firestore.DocumentSnapshot, error] {
	return func(yield func(*firestore.DocumentSnapshot, error) bool) {
		all := q.OrderBy(firestore.DocumentID, firestore.Asc).Limit(size)
		rest, stuck := all, 0
		for {
			p := readPage(ctx, rest, yield)
			if p.stopped || p.err == nil && p.count < size {
				return
			}
			if p.last != nil {
				rest, stuck = all.StartAfter(p.last.Ref), 0
			}
			if p.err == nil {
				continue
			}
			if stuck == maxStuck || isFinal(p.err) || !pause(ctx, 50*time.Millisecond<<stuck) {
				yield(nil, because(ctx, p.err))
				return
			}
			stuck++
		}
	}
}

// isFinal reports whether to ask again is of no use: the fault is in what was asked, or in who asked. All else
// may pass, Unknown too: that is all that a server says which has run out of memory.
func isFinal(err error) bool {
	switch status.Code(err) {
	case codes.InvalidArgument, codes.PermissionDenied, codes.Unauthenticated, codes.NotFound, codes.Unimplemented:
		return true
	}
	return false
}

// A page is what one query gave.
type page struct {
	count   int
	last    *firestore.DocumentSnapshot
	stopped bool // by who reads
	err     error
}

// readPage yields what one query gives.
func readPage(ctx context.Context, q firestore.Query, yield func(*firestore.DocumentSnapshot, error) bool) (p page) {
	docs := q.Documents(ctx)
	defer docs.Stop()
	for {
		doc, err := docs.Next()
		if errors.Is(err, iterator.Done) {
			return p
		}
		if err != nil {
			p.err = err
			return p
		}
		p.count, p.last = p.count+1, doc
		if !yield(doc, nil) {
			p.stopped = true
			return p
		}
	}
}

// pause waits, or returns false when ctx ends first.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// decoded yields what decode makes of each document of the walk, up to the first error.
func decoded[T any](docs iter.Seq2[*firestore.DocumentSnapshot, error], decode func(*firestore.DocumentSnapshot) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for doc, err := range docs {
			var v T
			if err == nil {
				v, err = decode(doc)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}
