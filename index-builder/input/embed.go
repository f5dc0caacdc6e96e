package input

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
)

// BatchSize is the number of embeddings in one write.
const BatchSize = 100

// An Embedding embeds items in parallel and stores the embeddings in batches.
type Embedding[T any] struct {
	Workers int
	Embed   func(ctx context.Context, item T) (catalog.Embedding, error) // is called concurrently
	Store   catalog.Embeddings
	Saved   func(ctx context.Context, items []T, embeddings []catalog.Embedding) error // called after each write, with the same order
}

// Run embeds the items until todo is closed. If it fails, the embeddings of finished batches are stored.
func (e Embedding[T]) Run(ctx context.Context, todo <-chan T) error {
	g, ctx := errgroup.WithContext(ctx)
	done := make(chan embedded[T], e.Workers)
	g.Go(func() error {
		defer close(done)
		workers, wctx := errgroup.WithContext(ctx)
		for range e.Workers {
			workers.Go(func() error { return e.embed(wctx, todo, done) })
		}
		return workers.Wait()
	})
	g.Go(func() error { return e.save(ctx, done) })
	return g.Wait()
}

type embedded[T any] struct {
	item      T
	embedding catalog.Embedding
}

// embed embeds items one at a time, since an int8 model gives different vectors in different batches.
func (e Embedding[T]) embed(ctx context.Context, todo <-chan T, done chan<- embedded[T]) error {
	for item := range todo {
		made, err := e.Embed(ctx, item)
		if err != nil {
			return err
		}
		select {
		case done <- embedded[T]{item, made}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// save stores finished embeddings in batches until done is closed.
func (e Embedding[T]) save(ctx context.Context, done <-chan embedded[T]) error {
	var items []T
	var batch []catalog.Embedding
	flush := func() error {
		if err := e.Store.PutEmbeddings(ctx, batch); err != nil {
			return fmt.Errorf("store embeddings: %w", err)
		}
		err := e.Saved(ctx, items, batch)
		items, batch = items[:0], batch[:0]
		return err
	}
	for x := range done {
		items, batch = append(items, x.item), append(batch, x.embedding)
		if len(batch) == BatchSize {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if ctx.Err() != nil || len(batch) == 0 {
		return ctx.Err()
	}
	return flush()
}
