package recommend

import (
	"cmp"
	"log/slog"
	"math/rand/v2"
	"time"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
)

// Maximum limits of a call.
const (
	MaxSearchLimit     = 100
	MaxRecommendLimit  = 30
	MaxSimilarLimit    = 30
	MaxCategoriesLimit = 60
)

// Config holds the parts of a Service. All without a default are required; only the original ranker needs Seed.
type Config struct {
	Embedder       embed.Embedder
	Log            interaction.Log
	Views          Views
	Ranker         Ranker        // of cards
	Seed           func() uint32 // seeds the original ranker's next shuffle; safe for concurrent use
	Logger         *slog.Logger
	HistoryTimeout time.Duration // of reading the log for a card; 0: DefaultHistoryTimeout

	WordsWeight float32 // of word coverage relative to cosine; 0: DefaultWordsWeight
}

// DefaultHistoryTimeout is how long a card waits for the interaction log.
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

	wordsWeight float32
}

// New returns a Service.
func New(c Config) *Service {
	return &Service{
		embedder: c.Embedder, log: c.Log, views: c.Views, ranker: c.Ranker, seed: c.Seed, logger: c.Logger,
		historyTimeout: cmp.Or(c.HistoryTimeout, DefaultHistoryTimeout), wordsWeight: cmp.Or(c.WordsWeight, DefaultWordsWeight),
	}
}

// seededShuffle returns a shuffle function. The same seed gives the same order.
func seededShuffle(seed uint64) func(n int, swap func(i, j int)) {
	return rand.New(rand.NewPCG(seed, seed)).Shuffle
}
