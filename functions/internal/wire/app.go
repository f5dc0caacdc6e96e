package wire

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/storage"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
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
	users     *lazy.Value[account.Users]
	model     *lazy.Value[embed.Embedder]
	queries   *lazy.Value[*embed.Cached] // what shoppers type
	outbox    *lazy.Value[*interaction.Outbox]
	follower  *lazy.Value[*snapshot.Follower[*recommend.OpenView]]
	views     *views

	telemetry  *telemetry.Telemetry
	indexInUse func(snapshot.Manifest)
}

// New returns an App over p. It opens nothing.
func New(c Config, p Ports, logger *slog.Logger) *App {
	a := &App{config: c, ports: p, logger: logger, indexInUse: func(snapshot.Manifest) {}}
	a.firestore = lazy.New(func(ctx context.Context) (*firestore.Client, error) { return firestoredb.Open(ctx, c.Project) })
	a.storage = lazy.New(func(ctx context.Context) (*storage.Client, error) { return storage.NewClient(ctx) })
	a.verifier = lazy.New(a.newVerifier)
	a.users = lazy.New(a.newUsers)
	a.model = lazy.New(a.openModel)
	a.queries = lazy.New(a.newQueries)
	a.outbox = lazy.New(a.newOutbox)
	a.follower = lazy.New(a.newFollower)
	a.views = newViews(a.follower.Get)
	return a
}

// Close closes what was made. Nothing may be in use any more.
func (a *App) Close() error {
	var errs []error
	errs = append(errs, a.Flush(context.Background())) // while there is a client to write with
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

// Flush writes the interactions that wait for the log, in at most flushTimeout. No more may wait afterwards.
func (a *App) Flush(ctx context.Context) error {
	o, ok := a.outbox.Made()
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, flushTimeout)
	defer cancel()
	return o.Close(ctx)
}

// Verifier returns what checks Firebase ID tokens.
func (a *App) Verifier(ctx context.Context) (api.Verifier, error) {
	v, err := a.verifier.Get(ctx)
	if err != nil {
		return nil, err
	}
	return a.observedVerifier(v), nil
}

// Products returns the catalogue.
func (a *App) Products(ctx context.Context) (catalog.Store, error) {
	if a.ports.Products != nil {
		return a.observedStore(a.ports.Products), nil
	}
	client, err := a.firestore.Get(ctx)
	if err != nil {
		return nil, fmt.Errorf("firestore: %w", err)
	}
	return a.observedStore(firestoredb.NewProducts(client)), nil
}

// flushTimeout bounds the writing of interactions that wait when the process ends: Cloud Run gives
// ten seconds from SIGTERM, in which requests under way are answered first.
const flushTimeout = 4 * time.Second

// Log returns the interaction log, which takes interactions also while Firestore is away.
func (a *App) Log(ctx context.Context) (interaction.Log, error) {
	o, err := a.outbox.Get(ctx)
	if err != nil {
		return nil, err
	}
	return a.observedLog(o), nil
}

func (a *App) newOutbox(ctx context.Context) (*interaction.Outbox, error) {
	log := a.ports.Log
	if log == nil {
		client, err := a.firestore.Get(ctx)
		if err != nil {
			return nil, fmt.Errorf("firestore: %w", err)
		}
		log = firestoredb.NewInteractions(client).ExpireAfter(a.config.InteractionTTL, time.Now)
	}
	return interaction.NewOutbox(interaction.NewOutboxConfig(log, a.logger)), nil
}

// Logger returns what faults are reported to.
func (a *App) Logger() *slog.Logger { return a.logger }

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
func (a *App) HistoryReader(ctx context.Context) (*interaction.HistoryReader, error) {
	products, err := a.Products(ctx)
	if err != nil {
		return nil, err
	}
	log, err := a.Log(ctx)
	return interaction.NewHistoryReader(log, products, onnx.Model, a.logger), err
}

// Vectorizer returns what puts vectors on logged interactions. It needs the model and no index.
func (a *App) Vectorizer(ctx context.Context) (*interaction.Vectorizer, error) {
	products, err := a.Products(ctx)
	if err != nil {
		return nil, err
	}
	log, err := a.Log(ctx)
	return interaction.NewVectorizer(a.encoder(), products, log), err
}

// LoadIndex makes sure that a snapshot is in use, or returns snapshot.ErrNoIndex.
func (a *App) LoadIndex(ctx context.Context) error { return a.views.load(ctx) }

// LoadEncoder makes sure that the model is loaded.
func (a *App) LoadEncoder(ctx context.Context) error {
	_, err := a.model.Get(ctx)
	return err
}

func (a *App) encoder() embed.Embedder {
	return a.observedEmbedder(&encoder{onnx.Model, onnx.Dim, a.model})
}

// newQueries remembers the vectors of what shoppers type.
func (a *App) newQueries(context.Context) (*embed.Cached, error) {
	c, err := embed.NewCached(a.encoder(), a.config.QueryCache)
	if err != nil {
		return nil, err
	}
	return c, a.telemetry.Cache(c.Lookups)
}
