// Package vector finds the nearest vectors to a query. Index is the port; Flat
// is exact and in memory, the oracle that others are measured against;
// vector/faiss maps its index from a file.
package vector

import "errors"

// Errors that an Index returns, wrapped with what was wrong.
var (
	ErrDimension = errors.New("wrong dimension") // a query of another length than Dim
	ErrQuery     = errors.New("bad query")       // NaN or infinite elements, k < 0
	ErrRow       = errors.New("no such row")
	ErrClosed    = errors.New("index is closed")
)

// A Hit is one vector found. Row is its position in the index, 0 to Len-1.
type Hit struct {
	Row      int64
	Distance float32 // squared L2
}

// An Index holds vectors of one dimension. Its methods are safe for concurrent use.
type Index interface {
	Len() int
	Dim() int
	// Search returns at most k hits, nearest first, hits of equal distance in row order.
	// It reads query only until it returns. An empty index gives no hits and no error;
	// k above Len gives at most Len hits, possibly fewer where the index is not exact.
	Search(query []float32, k int) ([]Hit, error)
	// Vector returns the vector of a row: exactly what was added or, where the index keeps
	// codes, what the code stands for.
	Vector(row int64) ([]float32, error)
	// Close frees the index; later calls return ErrClosed. Closing twice is no error.
	Close() error
}
