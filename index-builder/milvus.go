//go:build milvus

package main

import (
	"context"
	"time"

	"shopfyp.dev/index-builder/load"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/milvus"
)

// loadDeadline is the deadline of reads. They may have a thousand products, and nobody waits for them.
const loadDeadline = 30 * time.Second

func init() {
	openEngine = func(c Config) (load.Engine, error) {
		at, err := engine.ParseAddress(c.Index)
		if err != nil {
			return nil, err
		}
		return milvusEngine{milvus.Config{
			Address: at.Host, Name: at.Collection, TLS: at.UsesTLS(c.MilvusTLS), Token: c.MilvusToken, Index: c.MilvusIndex, Deadline: loadDeadline,
		}}, nil
	}
}

// A milvusEngine is a load.Engine on Milvus.
type milvusEngine struct{ config milvus.Config }

// of returns the configuration for a model.
func (m milvusEngine) of(model string) milvus.Config {
	m.config.Model = model
	return m.config
}

// Open implements load.Engine.
func (m milvusEngine) Open(ctx context.Context, model string) (engine.Collection, error) {
	c, err := milvus.Open(ctx, m.of(model))
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Create implements load.Engine.
func (m milvusEngine) Create(ctx context.Context, i engine.Info) (engine.Collection, error) {
	c, err := milvus.Create(ctx, m.of(i.Model), i)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Activate implements load.Engine.
func (m milvusEngine) Activate(ctx context.Context, model string) error {
	return m.with(ctx, model, func(c *milvus.Collection) error { return c.Activate(ctx) })
}

// Tidy implements load.Engine.
func (m milvusEngine) Tidy(ctx context.Context, model string) error {
	return m.with(ctx, model, func(c *milvus.Collection) error { return c.DropOthers(ctx) })
}

// with calls use with the collection of a model.
func (m milvusEngine) with(ctx context.Context, model string, use func(*milvus.Collection) error) error {
	c, err := milvus.Open(ctx, m.of(model))
	if err != nil {
		return err
	}
	defer c.Close()
	return use(c)
}
