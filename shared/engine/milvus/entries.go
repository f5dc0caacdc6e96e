package milvus

import (
	"context"
	"fmt"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/engine"
)

const (
	pageSize    = 10_000 // entries of a request; Milvus limits them to 16,384
	pageWorkers = 4
)

// Entries implements engine.Collection. It reads ranges of rows, which are hashes, so the ranges have about the same
// number of products. The reads are strongly consistent.
func (c *Collection) Entries(ctx context.Context, use func([]engine.Entry) error) error {
	n, err := c.Len(ctx)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pageWorkers)
	for _, r := range ranges(n/(c.page/2) + 1) {
		group.Go(func() error { return c.entriesOf(ctx, r, use) })
	}
	return c.wrap("list products", group.Wait())
}

// A rowRange has the rows from first up to and including last.
type rowRange struct{ first, last int64 }

// ranges divides all rows into n ranges.
func ranges(n int) []rowRange {
	all := make([]rowRange, n)
	width := (engine.MaxRow - engine.MinRow) / int64(n)
	for i := range all {
		all[i] = rowRange{engine.MinRow + int64(i)*width, engine.MinRow + int64(i+1)*width - 1}
	}
	all[n-1].last = engine.MaxRow
	return all
}

// entriesOf calls use with the entries of a range. A range with more than a page is divided.
func (c *Collection) entriesOf(ctx context.Context, r rowRange, use func([]engine.Entry) error) error {
	found, err := c.readPage(ctx, r)
	if err != nil {
		return err
	}
	if len(found) < c.page {
		return use(found)
	}
	if r.first == r.last {
		return fmt.Errorf("%d products share the row %d", len(found), r.first)
	}
	middle := r.first + (r.last-r.first)/2
	if err := c.entriesOf(ctx, rowRange{r.first, middle}, use); err != nil {
		return err
	}
	return c.entriesOf(ctx, rowRange{middle + 1, r.last}, use)
}

// readPage returns at most a page of entries of a range.
func (c *Collection) readPage(ctx context.Context, r rowRange) (found []engine.Entry, err error) {
	option := milvusclient.NewQueryOption(c.name).WithFilter(rowsExpression(r.first, r.last)).WithLimit(c.page).
		WithOutputFields(idField, hashField).WithConsistencyLevel(entity.ClStrong)
	err = c.connections.call(ctx, scanDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		result, err := client.Query(ctx, option)
		if err == nil {
			found, err = entriesIn(&result)
		}
		return err
	})
	return found, err
}

func entriesIn(r *milvusclient.ResultSet) ([]engine.Entry, error) {
	ids, ok1 := columnOf[string](r, idField)
	hashes, ok2 := columnOf[string](r, hashField)
	if !ok1 || !ok2 || len(ids) != len(hashes) {
		return nil, fmt.Errorf("a result has %d IDs and %d hashes", len(ids), len(hashes))
	}
	entries := make([]engine.Entry, len(ids))
	for i := range ids {
		id, err := decodeID(ids[i])
		if err != nil {
			return nil, err
		}
		entries[i] = engine.Entry{ID: id, Hash: hashes[i]}
	}
	return entries, nil
}
