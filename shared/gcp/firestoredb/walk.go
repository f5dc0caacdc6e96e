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

// pageSize is the number of documents that one query of a walk reads. The emulator builds the whole response in memory:
// a response with 41,000 vectors took more than 1 GB and failed with code Unknown. Small pages are slow, because the
// emulator scans the whole collection for each page.
const pageSize = 5_000

// maxRetries is the number of retries without progress before a walk gives up.
const maxRetries = 5

// walk yields every document that the query finds, in ID order. If it gives up, it yields the last error and stops.
//
// It reads in pages. The server may end a page early, for example at a deadline, when it is out of memory or when the
// read time is too old. The walk then continues after the last document. Its result is not a consistent snapshot.
func walk(ctx context.Context, q firestore.Query) iter.Seq2[*firestore.DocumentSnapshot, error] {
	return walkPages(ctx, q, pageSize)
}

// walkPages is walk with a page size.
func walkPages(ctx context.Context, q firestore.Query, size int) iter.Seq2[*firestore.DocumentSnapshot, error] {
	return func(yield func(*firestore.DocumentSnapshot, error) bool) {
		all := q.OrderBy(firestore.DocumentID, firestore.Asc).Limit(size)
		rest, retries := all, 0
		for {
			p := readPage(ctx, rest, yield)
			if p.stopped || p.err == nil && p.count < size {
				return
			}
			if p.last != nil {
				rest, retries = all.StartAfter(p.last.Ref), 0
			}
			if p.err == nil {
				continue
			}
			if retries == maxRetries || !isRetryable(p.err) || !pause(ctx, 50*time.Millisecond<<retries) {
				yield(nil, because(ctx, p.err))
				return
			}
			retries++
		}
	}
}

// isRetryable reports whether a retry of the query may succeed. Unknown is retryable, because the emulator returns it
// when it is out of memory.
func isRetryable(err error) bool {
	switch status.Code(err) {
	case codes.InvalidArgument, codes.PermissionDenied, codes.Unauthenticated, codes.NotFound, codes.Unimplemented:
		return false
	}
	return true
}

// A page describes the result of one query.
type page struct {
	count   int
	last    *firestore.DocumentSnapshot
	stopped bool // the caller of walk stopped
	err     error
}

// readPage yields the documents of one query.
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

// pause waits for d. It returns false if ctx is done first.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// decoded yields the decoded documents. It yields the first error and stops.
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
