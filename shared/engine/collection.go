package engine

import (
	"context"
	"errors"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

// Errors that a Collection returns, wrapped with details.
var (
	ErrInvalid     = errors.New("invalid argument")             // a vector of another dimension, a limit out of range
	ErrGone        = errors.New("no such collection")           // it does not exist, or was dropped
	ErrUnavailable = errors.New("search engine is unavailable") // it is away, or did not answer in time
)

// Limits of the arguments of a Collection.
const (
	MaxHits = 4096 // of a search
	MaxRead = 1000 // products that one call reads, writes or deletes
)

// An Info describes a collection.
type Info struct {
	Model string          // embedding model of the vectors, see embed.Embedder
	Dim   int             // dimension of the vectors
	Mean  lexical.Lengths // mean lengths of the texts when the collection was made; all scores of words depend on it
}

// A Hit is a result of a search.
type Hit struct {
	Product
	// Score is the squared L2 distance for Nearest, and the sum of weights times scores for ByWords.
	Score float32
}

// Keys selects products that have at least one of the keys.
type Keys struct {
	Numbers []string // see Product.Numbers
	Exact   []string // see Product.Keys
	Groups  []int64  // see Product.Group
}

// An Entry tells which version of a product a collection has.
type Entry struct {
	ID   catalog.ID
	Hash string // see Product.Hash
}

// A Collection holds the products of a shop in an engine. Its methods are safe for concurrent use. They return
// ErrUnavailable if the engine is away and ErrInvalid for an argument that it cannot take.
//
// Searches see completed writes within the engine's consistency, which is about a second for Milvus.
type Collection interface {
	// Info returns the description of the collection.
	Info() Info
	// Len returns the number of products. It may be a few seconds old.
	Len(ctx context.Context) (int, error)
	// Nearest returns at most k products that satisfy the condition, nearest first, ties by ID. An approximate engine may
	// give fewer.
	Nearest(ctx context.Context, vector []float32, k int, c recommend.Condition) ([]Hit, error)
	// ByWords returns at most k products that satisfy the condition and have a word, largest score first, ties by ID.
	ByWords(ctx context.Context, words []Word, k int, c recommend.Condition) ([]Hit, error)
	// Get returns the products with the IDs that exist, in any order.
	Get(ctx context.Context, ids []catalog.ID) ([]Product, error)
	// Find returns at most limit products that have one of the keys, in any order.
	Find(ctx context.Context, keys Keys, limit int) ([]Product, error)

	// Put adds or replaces products.
	Put(ctx context.Context, products []Product) error
	// Delete removes products. It ignores those that do not exist.
	Delete(ctx context.Context, ids []catalog.ID) error
	// Entries calls use with some of the entries at a time, until it has seen all. It may call use concurrently.
	Entries(ctx context.Context, use func([]Entry) error) error

	// Close frees the connection.
	Close() error
}
