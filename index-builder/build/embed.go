package build

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
)

// embed embeds the missing products in parallel, stores the embeddings in batches and returns their number.
func (b *Builder) embed(ctx context.Context, s *shop) (int, error) {
	if len(s.missing) == 0 {
		return 0, nil
	}
	saved := 0
	embedding := input.Embedding[int]{
		Workers: b.Workers, Store: b.Embeddings,
		Embed: func(ctx context.Context, i int) (catalog.Embedding, error) { return b.embedItem(ctx, s, i) },
		Saved: func(_ context.Context, items []int, _ []catalog.Embedding) error {
			saved += len(items)
			b.Progress("embed products", int64(saved), int64(len(s.missing)))
			return nil
		},
	}
	g, ctx := errgroup.WithContext(ctx)
	todo := make(chan int)
	g.Go(func() error { return feed(ctx, s.missing, todo) })
	g.Go(func() error { return embedding.Run(ctx, todo) })
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

// embedItem embeds an item and copies its vector to the shop.
func (b *Builder) embedItem(ctx context.Context, s *shop, i int) (catalog.Embedding, error) {
	it := &s.items[i]
	p, err := s.spool.product(i)
	if err != nil {
		return catalog.Embedding{}, err
	}
	v, err := b.Embedder.EmbedDocument(ctx, p.Text())
	if err != nil {
		return catalog.Embedding{}, fmt.Errorf("embed product %s: %w", it.id, err)
	}
	copy(s.vectors.row(i), v)
	return catalog.Embedding{ID: it.id, Vector: s.vectors.row(i), Model: b.Embedder.Model(), TextHash: it.textHash.String()}, nil
}
