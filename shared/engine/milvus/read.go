package milvus

import (
	"cmp"
	"context"
	"slices"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/index"
	"github.com/milvus-io/milvus/client/v2/milvusclient"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
)

// Nearest implements engine.Collection.
func (c *Collection) Nearest(ctx context.Context, vector []float32, k int, condition recommend.Condition) ([]engine.Hit, error) {
	if err := cmp.Or(engine.CheckVector(vector, c.Info().Dim), engine.CheckHits(k), ctx.Err()); err != nil || k == 0 {
		return nil, err
	}
	hits, err := c.search(ctx, vectorField, entity.FloatVector(vector), k, condition)
	engine.SortHits(hits, cmp.Compare[float32])
	return hits, c.wrap("find nearest products", err)
}

// ByWords implements engine.Collection.
func (c *Collection) ByWords(ctx context.Context, words []engine.Word, k int, condition recommend.Condition) ([]engine.Hit, error) {
	query := sparse(words)
	if err := cmp.Or(engine.CheckWords(words), engine.CheckHits(k), ctx.Err()); err != nil || k == 0 || query.Len() == 0 {
		return nil, err
	}
	hits, err := c.search(ctx, wordsField, query, k, condition)
	hits = slices.DeleteFunc(hits, func(h engine.Hit) bool { return h.Score <= 0 })
	engine.SortHits(hits, func(a, b float32) int { return cmp.Compare(b, a) })
	return hits, c.wrap("find products by words", err)
}

// search returns the best k hits of a field. They bring their products.
func (c *Collection) search(ctx context.Context, field string, query entity.Vector, k int, condition recommend.Condition) (hits []engine.Hit, err error) {
	option := milvusclient.NewSearchOption(c.name, k, []entity.Vector{query}).
		WithANNSField(field).WithFilter(conditionExpression(&condition)).WithOutputFields(productFields...).
		WithConsistencyLevel(entity.ClBounded)
	option.WithSearchParam(index.MetricTypeKey, string(entity.IP))
	if field == vectorField {
		option.WithSearchParam(index.MetricTypeKey, string(entity.L2)).WithAnnParam(searchParams(c.description.Index, k))
	}
	err = c.connections.call(ctx, c.config.Deadline, func(ctx context.Context, client *milvusclient.Client) error {
		results, err := client.Search(ctx, option)
		if err != nil || len(results) == 0 {
			return err
		}
		hits, err = hitsOf(&results[0])
		return err
	})
	return hits, err
}

func hitsOf(r *milvusclient.ResultSet) ([]engine.Hit, error) {
	if r.Err != nil || r.ResultCount == 0 {
		return nil, r.Err
	}
	products, err := productsOf(r)
	if err != nil {
		return nil, err
	}
	hits := make([]engine.Hit, len(products))
	for i, p := range products {
		hits[i] = engine.Hit{Product: p, Score: r.Scores[i]}
	}
	return hits, nil
}

// Get implements engine.Collection.
func (c *Collection) Get(ctx context.Context, ids []catalog.ID) ([]engine.Product, error) {
	if err := cmp.Or(engine.CheckIDs(ids), ctx.Err()); err != nil || len(ids) == 0 {
		return nil, err
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	found, err := c.query(ctx, idsExpression(ids), len(ids))
	return found, c.wrap("get products", err)
}

// Find implements engine.Collection.
func (c *Collection) Find(ctx context.Context, keys engine.Keys, limit int) ([]engine.Product, error) {
	expression := keysExpression(&keys)
	if err := cmp.Or(engine.CheckRead(limit), ctx.Err()); err != nil || limit == 0 || expression == "" {
		return nil, err
	}
	found, err := c.query(ctx, expression, limit)
	found = slices.DeleteFunc(found, func(p engine.Product) bool { return !keys.Match(&p) })
	return found, c.wrap("find products by keys", err)
}

// query returns at most limit products that satisfy an expression.
func (c *Collection) query(ctx context.Context, expression string, limit int) (found []engine.Product, err error) {
	option := milvusclient.NewQueryOption(c.name).WithFilter(expression).WithLimit(limit).
		WithOutputFields(productFields...).WithConsistencyLevel(entity.ClBounded)
	err = c.connections.call(ctx, c.config.Deadline, func(ctx context.Context, client *milvusclient.Client) error {
		result, err := client.Query(ctx, option)
		if err == nil {
			found, err = productsOf(&result)
		}
		return err
	})
	return found, err
}
