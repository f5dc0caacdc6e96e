package wire

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/telemetry"
)

// An openEngine connects to the collection of a model in the search engine that a Config names.
type openEngine func(ctx context.Context, c Config, model string, dim int) (engine.Collection, error)

// openMilvus connects to Milvus. It is nil in binaries without its client, which is large: see milvus.go.
var openMilvus openEngine

// engineError returns what is wrong with INDEX, or nil.
func (c Config) engineError() error {
	_, err := engine.ParseAddress(c.Index)
	return err
}

// newEngine returns the views of the search engine, or nil if INDEX is not set.
func (a *App) newEngine() (*engine.Views, error) {
	if a.config.Index == "" {
		return nil, nil
	}
	open := a.engineOpener()
	if open == nil {
		return nil, fmt.Errorf("INDEX: %w", engine.ErrNoClient)
	}
	return engine.NewViews(engine.Config{
		Open: func(ctx context.Context, model string, dim int) (engine.Collection, error) {
			return a.openMeasured(ctx, open, model, dim)
		},
		Companion: a.views, Name: a.config.Index, Logger: a.Logger,
	}), nil
}

// openMeasured opens the collection of a model and measures its calls.
func (a *App) openMeasured(ctx context.Context, open openEngine, model string, dim int) (_ engine.Collection, err error) {
	ctx, timer := a.telemetry.Stage(ctx, telemetry.Load, "engine")
	defer func() { timer.End(err) }()
	c, err := open(ctx, a.config, model, dim)
	if err != nil {
		return nil, err
	}
	return measuredEngine{c, a.telemetry}, nil
}

func (a *App) engineOpener() openEngine {
	if a.ports.Engine != nil {
		return a.ports.Engine
	}
	return openMilvus
}

// serviceViews returns the views that answer requests.
func (a *App) serviceViews() recommend.Views {
	if a.engine == nil {
		return a.views
	}
	return a.engine
}

// awaitEngine connects to the search engine, so that the first request does not wait for it. Without the engine, the
// snapshot answers.
func (a *App) awaitEngine(ctx context.Context) error {
	if a.engine == nil {
		return nil
	}
	return a.engine.Use(ctx, func(*recommend.View) error { return nil })
}
