package engine

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// Config configures Views.
type Config struct {
	// Open connects to the collection of the companion's model.
	Open      func(ctx context.Context, model string, dim int) (Collection, error)
	Companion recommend.Views
	Name      string // of the engine, for cards; see recommend.View
	Now       func() time.Time
	Logger    *slog.Logger
}

// Views implements recommend.Views over a Collection and a companion. It is safe for concurrent use.
type Views struct {
	config Config
	words  *knownWords

	mu         sync.Mutex
	collection Collection   // nil until it is open
	retired    []Collection // dropped ones, which requests may still use
	opening    bool
	openAfter  time.Time // no try before that time
	wait       time.Duration
	count      int
	countedAt  time.Time
}

var _ recommend.Views = (*Views)(nil)

// NewViews returns Views. It connects on the first use.
func NewViews(c Config) *Views {
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Views{config: c, words: newKnownWords(c.Now)}
}

// Use implements recommend.Views. If the engine is away, it calls use a second time, with the companion.
func (v *Views) Use(ctx context.Context, use func(*recommend.View) error) error {
	return v.config.Companion.Use(ctx, func(companion *recommend.View) error {
		collection := v.openFor(ctx, companion)
		if collection == nil {
			return use(companion)
		}
		s := v.newSession(ctx, collection, companion)
		err := use(s.view(v.config.Name))
		failed := s.failed()
		if failed == nil || ctx.Err() != nil {
			return err
		}
		v.config.Logger.WarnContext(ctx, "search engine failed, the companion snapshot answers", "engine", v.config.Name, "err", failed)
		v.reopenIfGone(collection, failed)
		return use(companion)
	})
}

func (v *Views) newSession(ctx context.Context, c Collection, companion *recommend.View) *session {
	return &session{
		ctx: ctx, collection: c, known: v.words, companion: companion,
		length:   func(ctx context.Context) (int, error) { return v.length(ctx, c) },
		products: make(map[int64]*Product), expected: make(map[int64]catalog.ID), variants: make(map[int64][]int64),
		numbers: make(map[string][]int64), exact: make(map[string][]int64), queries: make(map[string]*parsedWords),
	}
}

// view returns the view of a session.
func (s *session) view(name string) *recommend.View {
	v := *s.companion
	v.Engine, v.ChangedTitles = name, nil
	v.Index, v.Cards = index{session: s}, cards{s}
	v.Expect, v.Prepare, v.Failed = func(ids []catalog.ID) { s.expect(ids...) }, s.prepare, s.failed
	if v.Lexicon != nil {
		v.Lexicon = lexicon{s, s.companion.Lexicon}
	}
	if v.Related != nil {
		v.Related = relations{s.companion.Related, cards{s}}
	}
	return &v
}

// countedFor is how long the number of products is kept.
const countedFor = 10 * time.Second

// length returns the number of products of the collection.
func (v *Views) length(ctx context.Context, c Collection) (int, error) {
	now := v.config.Now()
	v.mu.Lock()
	n, fresh := v.count, !v.countedAt.IsZero() && now.Sub(v.countedAt) < countedFor
	v.mu.Unlock()
	if fresh {
		return n, nil
	}
	n, err := c.Len(ctx)
	if err != nil {
		return 0, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.count, v.countedAt = n, now
	return n, nil
}
