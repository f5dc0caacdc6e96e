package build

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
)

// batchSize is the number of embeddings in one write.
const batchSize = 100

// embed embeds the missing products in parallel, stores the embeddings in batches and returns their number.
func (b *Builder) embed(ctx context.Context, s *shop) (int, error) {
	if len(s.missing) == 0 {
		return 0, nil
	}
	g, ctx := errgroup.WithContext(ctx)
	todo, done := make(chan int), make(chan int, b.Workers)
	g.Go(func() error { return feed(ctx, s.missing, todo) })
	g.Go(func() error {
		defer close(done)
		workers, wctx := errgroup.WithContext(ctx)
		for range b.Workers {
			workers.Go(func() error { return b.embedItems(wctx, s, todo, done) })
		}
		return workers.Wait()
	})
	g.Go(func() error { return b.save(ctx, s, done) })
	return len(s.missing), g.Wait()
}

// feed sends the items to todo and then closes it.
func feed(ctx context.Context, items []int, todo chan<- int) error {
	defer close(todo)
	for _, i := range items {
		select {
		case todo <- i:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// embedItems embeds items one at a time, since an int8 model gives different vectors in different batches.
func (b *Builder) embedItems(ctx context.Context, s *shop, todo <-chan int, done chan<- int) error {
	for i := range todo {
		p, err := s.spool.product(i)
		if err != nil {
			return err
		}
		v, err := b.Embedder.EmbedDocument(ctx, p.Text())
		if err != nil {
			return fmt.Errorf("embed product %s: %w", s.items[i].id, err)
		}
		copy(s.vectors.row(i), v)
		select {
		case done <- i:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// save stores finished embeddings in batches until done is closed.
func (b *Builder) save(ctx context.Context, s *shop, done <-chan int) error {
	var batch []catalog.Embedding
	saved := 0
	flush := func() error {
		if err := b.Embeddings.PutEmbeddings(ctx, batch); err != nil {
			return fmt.Errorf("store embeddings: %w", err)
		}
		saved += len(batch)
		batch = batch[:0]
		b.Progress("embed products", int64(saved), int64(len(s.missing)))
		return nil
	}
	for i := range done {
		it := &s.items[i]
		batch = append(batch, catalog.Embedding{ID: it.id, Vector: s.vectors.row(i), Model: b.Embedder.Model(), TextHash: it.textHash.String()})
		if len(batch) == batchSize {
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
