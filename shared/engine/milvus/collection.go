package milvus

import (
	"context"
	"fmt"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"

	"shopfyp.dev/shared/engine"
)

// A Collection implements engine.Collection.
type Collection struct {
	config      Config
	name        string // of the collection itself, not its alias
	description description
	connections *connections
	page        int // entries that Entries reads at once
}

func newCollection(c Config) *Collection {
	return &Collection{config: c, connections: newConnections(c), page: pageSize}
}

var _ engine.Collection = (*Collection)(nil)

// Open returns the collection of a model: the one in use if it has the model, or else the model's own, which a loader may
// be filling. It returns engine.ErrGone if there is none.
func Open(ctx context.Context, c Config) (*Collection, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	found := newCollection(c)
	if err := found.open(ctx); err != nil {
		found.connections.close()
		return nil, fmt.Errorf("milvus: open collection %s for model %q: %w", c.Name, c.Model, err)
	}
	return found, nil
}

// open finds the collection and loads it into the server's memory if it is not.
func (c *Collection) open(ctx context.Context) error {
	found, err := c.find(ctx)
	if err != nil {
		return err
	}
	if found == nil {
		return fmt.Errorf("%w: run the loader first", engine.ErrGone)
	}
	c.name, c.description = found.Name, found.description
	return c.load(ctx)
}

// find returns the collection in use, if it has the model, or else the model's own, or nil if there is none.
func (c *Collection) find(ctx context.Context) (*described, error) {
	for _, name := range []string{c.config.Name, c.config.collection()} {
		found, err := c.describe(ctx, name)
		if err != nil {
			return nil, err
		}
		if found != nil && found.ours && found.description.Info.Model == c.config.Model {
			return found, nil
		}
	}
	return nil, nil
}

// A described is a collection and its description.
type described struct {
	*entity.Collection
	description description
	ours        bool
}

// describe returns the collection that a name or an alias names, or nil if there is none.
func (c *Collection) describe(ctx context.Context, name string) (found *described, err error) {
	err = c.connections.call(ctx, writeDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		collection, err := client.DescribeCollection(ctx, milvusclient.NewDescribeCollectionOption(name))
		if isMissing(err) {
			return nil
		}
		if err == nil {
			d, ours := descriptionOf(collection)
			found = &described{collection, d, ours && d.Name == c.config.Name}
		}
		return err
	})
	return found, err
}

// load loads the collection if it is not loaded. Milvus keeps it loaded when it restarts, milvus-lite does not.
func (c *Collection) load(ctx context.Context) error {
	return c.connections.call(ctx, adminDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		state, err := client.GetLoadState(ctx, milvusclient.NewGetLoadStateOption(c.name))
		if err != nil || state.State == entity.LoadStateLoaded {
			return err
		}
		task, err := client.LoadCollection(ctx, milvusclient.NewLoadCollectionOption(c.name))
		if err != nil {
			return err
		}
		return task.Await(ctx)
	})
}

// Info implements engine.Collection.
func (c *Collection) Info() engine.Info { return c.description.Info }

// Name returns the name of the collection itself. The alias in Config.Name may name it too.
func (c *Collection) Name() string { return c.name }

// Len implements engine.Collection.
func (c *Collection) Len(ctx context.Context) (n int, err error) {
	err = c.connections.call(ctx, c.config.Deadline, func(ctx context.Context, client *milvusclient.Client) error {
		result, err := client.Query(ctx, milvusclient.NewQueryOption(c.name).WithOutputFields(countField).WithConsistencyLevel(entity.ClBounded))
		if err != nil {
			return err
		}
		counts, ok := columnOf[int64](&result, countField)
		if !ok || len(counts) != 1 {
			return fmt.Errorf("a count has %d results", len(counts))
		}
		n = int(counts[0])
		return nil
	})
	return n, c.wrap("count products", err)
}

// countField asks for the number of entities.
const countField = "count(*)"

// wrap adds what a call was doing to its error.
func (c *Collection) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("milvus: %s: %s: %w", c.name, doing, err)
}

// Close implements engine.Collection.
func (c *Collection) Close() error { return c.connections.close() }
