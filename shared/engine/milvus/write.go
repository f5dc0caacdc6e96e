package milvus

import (
	"cmp"
	"context"

	"github.com/milvus-io/milvus/client/v2/milvusclient"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
)

// maxWrite is the size of the documents of one request in bytes. Milvus limits requests to 64 MiB.
const maxWrite = 16 << 20

// Put implements engine.Collection. Of products with the same ID, it keeps the last. If it fails, it may have written some
// of the products.
func (c *Collection) Put(ctx context.Context, products []engine.Product) error {
	if err := cmp.Or(engine.CheckProducts(products, c.Info().Dim), ctx.Err()); err != nil {
		return err
	}
	products = lastOfEach(products)
	documents := make([]string, len(products))
	for i := range products {
		var err error
		if documents[i], err = encode(&products[i]); err != nil {
			return err
		}
	}
	for len(products) > 0 {
		n := batch(documents)
		if err := c.put(ctx, products[:n], documents[:n]); err != nil {
			return c.wrap("put products", err)
		}
		products, documents = products[n:], documents[n:]
	}
	return nil
}

func (c *Collection) put(ctx context.Context, products []engine.Product, documents []string) error {
	columns := columnsOf(products, documents, c.Info().Dim)
	return c.connections.call(ctx, writeDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		_, err := client.Upsert(ctx, milvusclient.NewColumnBasedInsertOption(c.name, columns...))
		return err
	})
}

// lastOfEach returns the last product of each ID: one request must not have an ID twice.
func lastOfEach(products []engine.Product) []engine.Product {
	last := make(map[catalog.ID]int, len(products))
	for i := range products {
		last[products[i].ID] = i
	}
	kept := make([]engine.Product, 0, len(last))
	for i := range products {
		if last[products[i].ID] == i {
			kept = append(kept, products[i])
		}
	}
	return kept
}

// batch returns the number of documents of the next request, at least one.
func batch(documents []string) int {
	size := 0
	for i, d := range documents {
		if size += len(d); size > maxWrite && i > 0 {
			return i
		}
	}
	return len(documents)
}

// Delete implements engine.Collection.
func (c *Collection) Delete(ctx context.Context, ids []catalog.ID) error {
	if err := cmp.Or(engine.CheckIDs(ids), ctx.Err()); err != nil || len(ids) == 0 {
		return err
	}
	err := c.connections.call(ctx, writeDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		_, err := client.Delete(ctx, milvusclient.NewDeleteOption(c.name).WithExpr(idsExpression(ids)))
		return err
	})
	return c.wrap("delete products", err)
}
