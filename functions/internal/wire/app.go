package wire

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/storage"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// An App gives what the functions work with. Each thing is made when it is first asked for, tried
// again at the next call where that failed, and shared by all who ask. It is safe for concurrent use.
type App struct {
	config Config
	ports  Ports
	logger *slog.Logger

	firestore *lazy.Value[*firestore.Client]
	storage   *lazy.Value[*storage.Client]
	verifier  *lazy.Value[api.Verifier]
	model     *lazy.Value[embed.Embedder]
	queries   *lazy.Value[*embed.Cached] // what shoppers type
	follower  *lazy.Value[*snapshot.Follower[*recommend.OpenView]]
	views     *views
}

// New returns an App over p. It opens nothing.
func New(c Config, p Ports, logger *slog.Logger) *App {
	a := &App{config: c, ports: p, logger: logger}
	a.firestore = lazy.New(func(ctx context.Context) (*firestore.Client, error) { return firestore.NewClient(ctx, c.Project) })
	a.storage = lazy.New(func(ctx context.Context) (*storage.Client, error) { return storage.NewClient(ctx) })
	a.verifier = lazy.New(a.newVerifier)
	a.model = lazy.New(a.openModel)
	a.queries = lazy.New(func(context.Context) (*embed.Cached, error) { return embed.NewCached(a.encoder(), c.QueryCache) })
	a.follower = lazy.New(a.newFollower)
	a.views = newViews(a.follower.Get)
	return a
}

// Close closes what was made. Nothing may be in use any more.
func (a *App) Close() error {
	var errs []error
	if f, ok := a.follower.Made(); ok {
		errs = append(errs, f.Close())
	}
	if m, ok := a.model.Made(); ok {
		errs = append(errs, m.(*onnx.Embedder).Close())
	}
	if c, ok := a.storage.Made(); ok {
		errs = append(errs, c.Close())
	}
	if c, ok := a.firestore.Made(); ok {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// Verifier returns what checks Firebase ID tokens.
func (a *App) Verifier(ctx context.Context) (api.Verifier, error) { return a.verifier.Get(ctx) }

// Products returns the catalogue.
func (a *App) Products(ctx context.Context) (catalog.Store, error) {
	if a.ports.Products != nil {
		return a.ports.Products, nil
	}
	client, err := a.firestore.Get(ctx)
	if err != nil {
		return nil, fmt.Errorf("firestore: %w", err)
	}
	return firestoredb.NewProducts(client), nil
}

// Log returns the interaction log.
func (a *App) Log(ctx context.Context) (interaction.Log, error) {
	if a.ports.Log != nil {
		return a.ports.Log, nil
	}
	client, err := a.firestore.Get(ctx)
	if err != nil {
		return nil, fmt.Errorf("firestore: %w", err)
	}
	return firestoredb.NewInteractions(client), nil
}

// Recorder returns what logs clicks and dismissals. It needs neither index nor model.
func (a *App) Recorder(ctx context.Context) (*interaction.Recorder, error) {
	products, err := a.Products(ctx)
	if err != nil {
		return nil, err
	}
	log, err := a.Log(ctx)
	return interaction.NewRecorder(products, log), err
}

// Service returns what searches and recommends. The index and the model are loaded by the first
// request that uses them, or ahead of it by LoadIndex and LoadEncoder.
func (a *App) Service(ctx context.Context) (*recommend.Service, error) {
	log, err := a.Log(ctx)
	if err != nil {
		return nil, err
	}
	queries, err := a.queries.Get(ctx)
	if err != nil {
		return nil, err
	}
	return recommend.New(recommend.Config{
		Embedder: queries, Log: log, Views: a.views, Ranker: recommend.Ranker(a.config.CardRanker), Seed: rand.Uint32, Logger: a.logger,
	}), nil
}

// HistoryReader returns what shows users their log. It needs neither index nor model.
func (a *App) HistoryReader(ctx context.Context) (*recommend.HistoryReader, error) {
	products, err := a.Products(ctx)
	if err != nil {
		return nil, err
	}
	log, err := a.Log(ctx)
	return recommend.NewHistoryReader(log, products, onnx.Model, a.logger), err
}

// Vectorizer returns what puts vectors on logged interactions. It needs the model and no index.
func (a *App) Vectorizer(ctx context.Context) (*recommend.Vectorizer, error) {
	products, err := a.Products(ctx)
	if err != nil {
		return nil, err
	}
	log, err := a.Log(ctx)
	return recommend.NewVectorizer(a.encoder(), products, log), err
}

// LoadIndex makes sure that a snapshot is in use, or returns snapshot.ErrNoIndex.
func (a *App) LoadIndex(ctx context.Context) error { return a.views.load(ctx) }

// LoadEncoder makes sure that the model is loaded.
func (a *App) LoadEncoder(ctx context.Context) error {
	_, err := a.model.Get(ctx)
	return err
}

func (a *App) encoder() embed.Embedder { return &encoder{onnx.Model, onnx.Dim, a.model} }
