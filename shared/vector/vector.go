// Package vector finds the nearest neighbors of a vector. Index is the port. Flat is an exact index in memory and the
// ground truth for measuring other indexes. vector/faiss maps an index from a file.
package vector

import "errors"

// Errors that an Index returns, wrapped with details.
var (
	ErrDimension = errors.New("wrong dimension") // of a query or of vectors
	ErrQuery     = errors.New("bad query")       // NaN or infinite elements, k < 0
	ErrRow       = errors.New("no such row")
	ErrClosed    = errors.New("index is closed")
)

// A Hit is one result of a search. Row is its position in the index, from 0 to Len-1.
type Hit struct {
	Row      int64
	Distance float32 // squared L2
}

// An Index holds vectors of one dimension. Its methods are safe for concurrent use.
type Index interface {
	Len() int
	Dim() int
	// Search returns at most k hits, nearest first, ties in row order. It does not keep query after it returns.
	// An empty index gives no hits and no error. An approximate index can give fewer than min(k, Len) hits.
	Search(query []float32, k int) ([]Hit, error)
	// Vector returns a copy of the vector of a row. A quantized index returns an approximation.
	Vector(row int64) ([]float32, error)
	// Close frees the index. Later calls return ErrClosed, except Close, which does nothing.
	Close() error
}
