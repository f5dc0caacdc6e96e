package recommend

import (
	"cmp"
	"log/slog"
	"math/rand/v2"
	"time"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

// Limits of what one call may ask for.
const (
	DefaultSearchLimit     = 5
	MaxSearchLimit         = 100
	DefaultRecommendLimit  = 3
	MaxRecommendLimit      = 30
	DefaultSimilarLimit    = 6
	MaxSimilarLimit        = 30
	DefaultCategoriesLimit = 12
	MaxCategoriesLimit     = 60
)

// ErrLimit reports a call that asks for too many products, or for none.
var ErrLimit = invalid.ErrLimit

// Config is what a Service is made of; every field is needed, Seed by the original ranker alone.
type Config struct {
	Embedder embed.Embedder
	Log      interaction.Log
	Views    Views
	Ranker   Ranker        // of cards
	Seed     func() uint32 // of the original ranker's next shuffle; safe for concurrent use
	Logger   *slog.Logger
	Patience time.Duration // with a log that does not answer; 0: DefaultPatience

	WordsWeight float32 // of a search's words beside its meaning; 0: DefaultWordsWeight
}

// DefaultPatience is how long a card waits for the log before it is given up for the popular one.
const DefaultPatience = 2 * time.Second

// A Service answers searches and chooses cards. It is safe for concurrent use.
type Service struct {
	embedder embed.Embedder
	log      interaction.Log
	views    Views
	ranker   Ranker
	seed     func() uint32
	logger   *slog.Logger
	patience time.Duration

	wordsWeight float32
}

// New returns a Service.
func New(c Config) *Service {
	return &Service{
		embedder: c.Embedder, log: c.Log, views: c.Views, ranker: c.Ranker, seed: c.Seed, logger: c.Logger,
		patience: cmp.Or(c.Patience, DefaultPatience), wordsWeight: cmp.Or(c.WordsWeight, DefaultWordsWeight),
	}
}

// seededShuffle returns a shuffle that gives the same order after the same seed.
func seededShuffle(seed uint64) func(n int, swap func(i, j int)) {
	return rand.New(rand.NewPCG(seed, seed)).Shuffle
}

func checkLimit(limit, most int) error { return invalid.CheckLimit(limit, most) }
