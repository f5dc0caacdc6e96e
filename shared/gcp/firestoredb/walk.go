package firestoredb

import (
	"context"
	"errors"
	"iter"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/iterator"
)

// maxStuck is how often in a row a walk is taken up again at the same place.
const maxStuck = 3

// walk yields every document of a collection, with the fields that the query selects, in ID order, and an error as the last.
//
// It is one streamed query, not a query a page: the emulator reads the whole
// collection again for each page, and production sends a stream in batches
// anyway. A stream that lives for minutes may be cut off, by a deadline of the
// server or because the moment it reads at has become too old; the walk then goes
// on behind the last document with a new one. It is therefore no picture of one moment.
func walk(ctx context.Context, q firestore.Query) iter.Seq2[*firestore.DocumentSnapshot, error] {
	return func(yield func(*firestore.DocumentSnapshot, error) bool) {
		all := q.OrderBy(firestore.DocumentID, firestore.Asc)
		rest := all
		for stuck := 0; ; stuck++ {
			last, stopped, err := stream(ctx, rest, yield)
			if stopped || err == nil {
				return
			}
			if last != nil {
				rest, stuck = all.StartAfter(last.Ref), 0
			}
			if stuck == maxStuck || !pause(ctx, 50*time.Millisecond<<stuck) {
				yield(nil, because(ctx, err))
				return
			}
		}
	}
}

// stream yields what one query gives. It returns the last document yielded, and whether yield asked to stop.
func stream(ctx context.Context, q firestore.Query, yield func(*firestore.DocumentSnapshot, error) bool) (last *firestore.DocumentSnapshot, stopped bool, err error) {
	docs := q.Documents(ctx)
	defer docs.Stop()
	for {
		doc, err := docs.Next()
		if errors.Is(err, iterator.Done) {
			return last, false, nil
		}
		if err != nil {
			return last, false, err
		}
		if !yield(doc, nil) {
			return doc, true, nil
		}
		last = doc
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
