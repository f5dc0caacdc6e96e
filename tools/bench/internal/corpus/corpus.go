package corpus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
)

// A Set is real products and real queries, with their vectors, row after row of Dim elements.
type Set struct {
	Dim        int
	Vectors    []float32 // of Titles
	Titles     []string  // products' texts as they are embedded, each once
	Queries    []float32 // of QueryTexts, embedded as queries
	QueryTexts []string  // each once
}

// Real returns the products and queries of dataDir, in an order that is always
// the same. It takes their vectors from cacheDir, where it has put them before,
// or makes them and puts them there; that takes minutes and the encoder that
// set-up has put into the source tree's native/out.
func Real(ctx context.Context, dataDir, cacheDir string, log *slog.Logger) (*Set, error) {
	s, err := realSet(ctx, dataDir, cacheDir, log)
	if err != nil {
		return nil, fmt.Errorf("real vectors: %w", err)
	}
	return s, nil
}

func realSet(ctx context.Context, dataDir, cacheDir string, log *slog.Logger) (*Set, error) {
	titles, err := productTexts(ctx, dataDir)
	if err != nil {
		return nil, err
	}
	queries, err := queryTexts(dataDir)
	if err != nil {
		return nil, err
	}
	if len(titles) == 0 || len(queries) == 0 {
		return nil, errors.New("no products or no queries in " + dataDir)
	}
	c := &cache{dir: cacheDir, log: log}
	defer c.close()
	s := &Set{Titles: titles, QueryTexts: queries}
	if s.Vectors, err = c.vectors(ctx, "products", titles, documents); err != nil {
		return nil, err
	}
	if s.Queries, err = c.vectors(ctx, "queries", queries, asked); err != nil {
		return nil, err
	}
	s.Dim = len(s.Vectors) / len(titles)
	return s, nil
}
