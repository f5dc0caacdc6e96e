package recommend

import (
	"cmp"
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
)

// Maximum values of the limit arguments.
const (
	MaxSearchLimit     = 100
	MaxRecommendLimit  = 30
	MaxSimilarLimit    = 30
	MaxCategoriesLimit = 60
	MaxSuggestLimit    = 10
)

// Config holds the parts of a Service. Fields without a default are required, except Seed: only Original needs it.
type Config struct {
	Embedder       embed.Embedder
	Log            interaction.Log
	Views          Views
	Ranker         Ranker        // chooses the products of cards
	Seed           func() uint32 // returns the seed of the original ranker's next shuffle; safe for concurrent use
	Logger         *slog.Logger
	HistoryTimeout time.Duration    // limit for reading the log for a card; 0 means DefaultHistoryTimeout
	Now            func() time.Time // the clock by which sales start and end; nil means time.Now
	ShowAdult      bool             // searches find products for adults only
	HideSoldOut    bool             // searches do not find products that cannot be bought

	WordsWeight float32     // weight of word coverage relative to cosine; 0 means DefaultWordsWeight
	Experiments Experiments // optional: settings that differ between shoppers
}

// DefaultHistoryTimeout is the maximum time that a card waits for the interaction log.
const DefaultHistoryTimeout = 2 * time.Second

// A Service answers searches and chooses cards. It is safe for concurrent use.
type Service struct {
	embedder       embed.Embedder
	log            interaction.Log
	views          Views
	ranker         Ranker
	seed           func() uint32
	logger         *slog.Logger
	historyTimeout time.Duration
	now            func() time.Time
	showAdult      bool
	hideSoldOut    bool

	wordsWeight float32
	experiments Experiments // nil without experiments
}

// New returns a Service.
func New(c Config) *Service {
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Service{
		embedder: c.Embedder, log: c.Log, views: c.Views, ranker: c.Ranker, seed: c.Seed, logger: c.Logger,
		historyTimeout: cmp.Or(c.HistoryTimeout, DefaultHistoryTimeout), wordsWeight: cmp.Or(c.WordsWeight, DefaultWordsWeight),
		now: c.Now, showAdult: c.ShowAdult, hideSoldOut: c.HideSoldOut, experiments: c.Experiments,
	}
}

// use calls f with the current View and the prices of this moment.
func (s *Service) use(ctx context.Context, f func(*View) error) error {
	return s.views.Use(ctx, func(v *View) error { return f(v.at(s.now())) })
}

// seededShuffle returns a shuffle function. The same seed gives the same order.
func seededShuffle(seed uint64) func(n int, swap func(i, j int)) {
	return rand.New(rand.NewPCG(seed, seed)).Shuffle
}
