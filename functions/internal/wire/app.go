package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"cloud.google.com/go/storage"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/order"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/telemetry"
)

// An App holds the dependencies of the functions. New connects them, but opens none. The App opens each client,
// the model and the first snapshot when a call first needs them; after an error, the next call tries again.
// An App is safe for concurrent use.
type App struct {
	Verifier     Verifier
	Products     products
	Posts        post.Reader
	Log          interaction.Log // accepts interactions while Firestore is unavailable
	Recorder     *interaction.Recorder
	Service      *recommend.Service
	History      *interaction.HistoryReader
	Vectorizer   *interaction.Vectorizer
	Tracker      Tracker // records what changed in the catalog
	Deleter      *account.Deleter
	Merger       *account.Merger
	Events       *metrics.Collector
	Metrics      metrics.Store
	Indexes      Indexes
	Recent       metrics.RecentStore
	Imports      Imports
	StaffChanges staff.Log // what the staff changed in the console
	Rules        rule.Store
	LiveRules    *rule.Live // the newest of Rules
	Baskets      *basket.Service
	Orders       *order.Recorder
	Checkout     basket.Template // the shop's checkout; "" if it has none

	Now func() time.Time // the clock of baskets, orders and the console

	DemoCheckout bool // shoppers may record their own purchases
	Logger       *slog.Logger

	Experiments *experiment.Service

	config    Config
	ports     Ports
	telemetry *telemetry.Telemetry
	setIndex  func(telemetry.IndexInfo) // reports the index in use

	database *lazy.Value[*database]
	tokens   *lazy.Value[Verifier]
	users    *lazy.Value[account.Users]
	storage  *lazy.Value[*storage.Client]
	follower *lazy.Value[*follower]
	overlay  *overlay.Overlay // nil if it is off
	views    *views
	engine   *engine.Views // over views; nil without a search engine
	encoder  *encoder
	running  *experiment.Watcher // the experiments that run
}

// New returns an App that uses the ports p and reports its measurements to t. A nil t is valid.
func New(c Config, p Ports, logger *slog.Logger, t *telemetry.Telemetry) (*App, error) {
	a := &App{config: c, ports: p, Logger: logger, telemetry: t}
	a.encoder = newEncoder(a.bert(), t)
	queries, err := embed.NewCached(a.encoder, c.QueryCache)
	if err != nil {
		return nil, fmt.Errorf("query cache: %w", err)
	}
	if err := a.observe(queries); err != nil {
		return nil, err
	}
	if err := a.openLazily(); err != nil {
		return nil, err
	}
	a.Verifier = verifier{a.tokens, t}
	a.Products = measuredProducts{a.database, t}
	a.Posts = measuredPosts{a.database, t}
	a.Log = measuredLog{a.database, t}
	a.Recorder = interaction.NewRecorder(a.Products, a.Log)
	a.History = interaction.NewHistoryReader(a.Log, a.Products, a.encoder.Model(), logger)
	a.Vectorizer = interaction.NewVectorizer(a.encoder, a.Products, a.Log)
	a.Tracker = a.newTracker()
	a.Deleter = account.NewDeleter(userData{a.database}, users{a.users})
	a.Merger = account.NewMerger(userData{a.database}, users{a.users})
	a.Events = metrics.NewCollector(metrics.NewCollectorConfig(measuredMetrics{a.database, t}, measuredMetrics{a.database, t}, metrics.Counter{Attribution: c.Attribution}, logger))
	a.Metrics, a.Recent = measuredMetrics{a.database, t}, measuredMetrics{a.database, t}
	a.StaffChanges, a.Indexes = measuredStaff{a.database, t}, Indexes{a}
	a.Imports = measuredImports{a.database, t}
	a.Rules = measuredRules{a.database, t}
	a.LiveRules = rule.NewLive(a.Rules, c.RulesEvery, logger)
	now := p.Now
	if now == nil {
		now = time.Now
	}
	a.Now = now
	a.Baskets = basket.NewService(measuredBaskets{a.database, t}, a.Products, now)
	a.Orders = order.NewRecorder(a.Products, a.Log, a.Baskets, a.Events, now, logger)
	experiments := measuredExperiments{a.database, t}
	a.running = experiment.NewWatcher(experiments, logger)
	a.Experiments = experiment.NewService(experiments, measuredMetrics{a.database, t}, now)
	a.Checkout, a.DemoCheckout = basket.Template(c.Checkout), c.DemoCheckout
	a.Service = recommend.New(recommend.Config{
		Embedder: queries, Log: a.Log, Views: a.serviceViews(), Ranker: recommend.Ranker(c.CardRanker), Seed: rand.Uint32, Logger: logger,
		HideSoldOut: !c.SearchSoldOut, ShowAdult: c.SearchAdult, Experiments: a.running, Rules: a.serviceRules(),
		Exploration: recommend.Exploration{Share: c.Exploration, Shadows: c.Shadows},
	})
	return a, nil
}

// openLazily sets up the dependencies that open on first use.
func (a *App) openLazily() (err error) {
	a.database = lazy.New(a.openDatabase)
	a.tokens = lazy.New(a.openTokens)
	a.users = lazy.New(a.openUsers)
	a.storage = lazy.New(func(ctx context.Context) (*storage.Client, error) { return storage.NewClient(ctx) })
	a.follower = lazy.New(a.newFollower)
	if a.overlay, err = a.newOverlay(); err != nil {
		return err
	}
	a.views = newViews(a.follower.Get, a.overlay, a.telemetry)
	a.engine, err = a.newEngine()
	return err
}

// observe registers the metrics of the query cache and of the index in use.
func (a *App) observe(queries *embed.Cached) (err error) {
	if err := a.telemetry.Cache(queries.Lookups); err != nil {
		return err
	}
	a.setIndex, err = a.telemetry.Indexes(time.Now)
	return err
}

// Open opens the clients that every request needs.
func (a *App) Open(ctx context.Context) error {
	if _, err := a.database.Get(ctx); err != nil {
		return err
	}
	if _, err := a.tokens.Get(ctx); err != nil {
		return fmt.Errorf("verifier: %w", err)
	}
	return nil
}

// OpenUsers opens the client that deletes users.
func (a *App) OpenUsers(ctx context.Context) error {
	_, err := a.users.Get(ctx)
	return err
}

// LoadIndex loads the newest snapshot and waits a moment for the changes that it does not contain, and for the rules. It
// returns snapshot.ErrNoIndex if none is published.
func (a *App) LoadIndex(ctx context.Context) error {
	var rules sync.WaitGroup
	rules.Go(func() { a.awaitRules(ctx) })
	_, err := a.views.loaded.Get(ctx)
	if err == nil {
		a.awaitChanges(ctx)
		err = a.awaitEngine(ctx)
	}
	rules.Wait()
	return err
}

// LoadEncoder loads the model.
func (a *App) LoadEncoder(ctx context.Context) error {
	_, err := a.encoder.loaded.Get(ctx)
	return err
}

// Waiting returns the number of interactions that wait for Firestore.
func (a *App) Waiting() int {
	d, ok := a.database.Made()
	if !ok {
		return 0
	}
	return d.log.Waiting()
}

// flushTimeout bounds the last writes of a process. Cloud Run kills the process ten seconds after SIGTERM,
// and the requests in flight are answered first.
const flushTimeout = 4 * time.Second

// Flush writes the interactions and the events that wait for Firestore, within flushTimeout. Do not log interactions or
// events afterwards.
func (a *App) Flush(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, flushTimeout)
	defer cancel()
	var counted error
	var counting sync.WaitGroup
	counting.Go(func() { counted = a.Events.Close(ctx) })
	var logged error
	if d, ok := a.database.Made(); ok {
		logged = d.log.Close(ctx)
	}
	counting.Wait()
	return errors.Join(logged, counted)
}

// Close calls Flush, then closes everything that the App opened. Do not use the App afterwards.
func (a *App) Close() error {
	errs := []error{a.Flush(context.Background()), a.running.Close(), a.LiveRules.Close()} // before the client closes
	if a.engine != nil {
		errs = append(errs, a.engine.Close()) // before the snapshot
	}
	if a.overlay != nil {
		errs = append(errs, a.overlay.Close()) // before the snapshot and the database
	}
	if f, ok := a.follower.Made(); ok {
		errs = append(errs, f.Close())
	}
	if m, ok := a.encoder.loaded.Made(); ok {
		if c, ok := m.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	if c, ok := a.storage.Made(); ok {
		errs = append(errs, c.Close())
	}
	if d, ok := a.database.Made(); ok && d.client != nil {
		errs = append(errs, d.client.Close())
	}
	return errors.Join(errs...)
}
