package milvus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"github.com/milvus-io/milvus/pkg/v2/util/merr"

	"shopfyp.dev/shared/engine"
)

// Create returns the collection of a model. It creates the collection if it does not exist, and else leaves it as it is:
// Info tells its description. A new collection is not in use before Activate.
func Create(ctx context.Context, c Config, i engine.Info) (*Collection, error) {
	c.Model = i.Model
	if err := c.validate(); err != nil {
		return nil, err
	}
	made := newCollection(c)
	if err := made.create(ctx, i); err != nil {
		made.connections.close()
		return nil, fmt.Errorf("milvus: create collection %s for model %q: %w", c.Name, c.Model, err)
	}
	return made, nil
}

func (c *Collection) create(ctx context.Context, i engine.Info) error {
	found, err := c.find(ctx)
	if err != nil {
		return err
	}
	if found == nil {
		if found, err = c.describe(ctx, c.config.collection()); err != nil {
			return err
		}
	}
	if found == nil {
		c.name = c.config.collection()
		c.description = description{Format: format, Name: c.config.Name, Index: indexName(c.config.Index), Info: i}
		err = c.createNew(ctx)
	} else {
		c.name, c.description = found.Name, found.description
	}
	switch {
	case err != nil:
		return err
	case found != nil && !found.ours:
		return fmt.Errorf("collection %s exists, but this program did not make it", c.name)
	case c.Info().Dim != i.Dim:
		return fmt.Errorf("collection %s has dimension %d, not %d", c.name, c.Info().Dim, i.Dim)
	}
	if err := c.index(ctx); err != nil {
		return err
	}
	return c.load(ctx)
}

func indexName(name string) string {
	if name == "" {
		return hnsw
	}
	return name
}

func (c *Collection) createNew(ctx context.Context) error {
	text, err := json.Marshal(c.description)
	if err != nil {
		return err
	}
	schema := newSchema(c.Info().Dim).WithDescription(string(text))
	option := milvusclient.NewCreateCollectionOption(c.name, schema).WithProperty(property, string(text))
	return c.connections.call(ctx, adminDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		err := client.CreateCollection(ctx, option)
		if err == nil {
			return nil
		}
		// A repetition of a call whose answer was lost finds the collection.
		if exists, _ := client.HasCollection(ctx, milvusclient.NewHasCollectionOption(c.name)); exists {
			return nil
		}
		return err
	})
}

// index creates the indexes that do not exist, so that it completes a Create that was cut off.
func (c *Collection) index(ctx context.Context) error {
	return c.connections.call(ctx, adminDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		version, err := client.GetServerVersion(ctx, milvusclient.NewGetServerVersionOption())
		if err != nil {
			return err
		}
		all, err := indexes(c.description.Index, strings.HasPrefix(version, "milvus_lite"))
		if err != nil {
			return err
		}
		for _, i := range all {
			if err := c.indexField(ctx, client, i); err != nil {
				return fmt.Errorf("index of %s: %w", i.field, err)
			}
		}
		return nil
	})
}

// indexField creates the index of a field if it does not exist.
func (c *Collection) indexField(ctx context.Context, client *milvusclient.Client, i indexed) error {
	existing, err := client.ListIndexes(ctx, milvusclient.NewListIndexOption(c.name).WithFieldName(i.field))
	if err != nil && !errors.Is(err, merr.ErrIndexNotFound) || len(existing) > 0 {
		return err
	}
	task, err := client.CreateIndex(ctx, milvusclient.NewCreateIndexOption(c.name, i.field, i.index))
	if err != nil {
		return err
	}
	return task.Await(ctx)
}

// Activate makes the collection the one in use. The one in use until now becomes the previous one, which DropOthers keeps.
func (c *Collection) Activate(ctx context.Context) error {
	current, err := c.describe(ctx, c.config.Name)
	if err != nil {
		return c.wrap("activate", err)
	}
	switch {
	case current == nil:
		return c.wrap("activate", c.setAlias(ctx, c.config.Name, c.name))
	case current.Name == c.name:
		return nil
	case current.Name == c.config.Name:
		return c.wrap("activate", fmt.Errorf("%s is a collection, not an alias: drop it", c.config.Name))
	}
	if err := c.setAlias(ctx, c.config.previous(), current.Name); err != nil {
		return c.wrap("activate", err)
	}
	return c.wrap("activate", c.setAlias(ctx, c.config.Name, c.name))
}

// setAlias makes an alias name a collection.
func (c *Collection) setAlias(ctx context.Context, alias, name string) error {
	existing, err := c.describe(ctx, alias)
	if err != nil {
		return err
	}
	return c.connections.call(ctx, writeDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		if existing != nil {
			return client.AlterAlias(ctx, milvusclient.NewAlterAliasOption(alias, name))
		}
		err := client.CreateAlias(ctx, milvusclient.NewCreateAliasOption(name, alias))
		if err != nil { // a repetition of a call whose answer was lost finds the alias
			return client.AlterAlias(ctx, milvusclient.NewAlterAliasOption(alias, name))
		}
		return nil
	})
}

// DropOthers drops the shop's collections, except this one, the one in use and the previous one.
func (c *Collection) DropOthers(ctx context.Context) error {
	kept := map[string]bool{c.name: true}
	for _, alias := range []string{c.config.Name, c.config.previous()} {
		found, err := c.describe(ctx, alias)
		if err != nil {
			return c.wrap("drop old collections", err)
		}
		if found != nil {
			kept[found.Name] = true
		}
	}
	var names []string
	err := c.connections.call(ctx, writeDeadline, func(ctx context.Context, client *milvusclient.Client) (err error) {
		names, err = client.ListCollections(ctx, milvusclient.NewListCollectionOption())
		return err
	})
	for _, name := range names {
		if err == nil && !kept[name] {
			err = c.dropIfOurs(ctx, name)
		}
	}
	return c.wrap("drop old collections", err)
}

// dropIfOurs drops a collection if its description names the shop.
func (c *Collection) dropIfOurs(ctx context.Context, name string) error {
	found, err := c.describe(ctx, name)
	if err != nil || found == nil || !found.ours {
		return err
	}
	return c.connections.call(ctx, adminDeadline, func(ctx context.Context, client *milvusclient.Client) error {
		return client.DropCollection(ctx, milvusclient.NewDropCollectionOption(name))
	})
}
