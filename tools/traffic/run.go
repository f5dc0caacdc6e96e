package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/progress"
)

// connections limits the open connections to the shop.
const connections = 16

// run sends shoppers until the duration has passed or ctx is done.
func run(ctx context.Context, args []string, out io.Writer) (err error) {
	c, err := parse(args, out)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	log := &eventLog{counts: make(map[metrics.Name]int)}
	if c.log != "" {
		file, err := os.Create(c.log)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		log.out = file
	}
	transport := &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections}
	defer transport.CloseIdleConnections()
	t := traffic{config: c, log: log, http: &http.Client{Timeout: 30 * time.Second, Transport: transport}, progress: progress.New(out)}
	err = t.run(ctx)
	t.progress.Done()
	fmt.Fprintf(out, "%d pages, %d impressions of lists, %d clicks, %d baskets, %d purchases, %d searches; %d calls failed\n", t.pages,
		log.counts[metrics.ViewItemList], log.counts[metrics.SelectItem], log.counts[metrics.AddToCart], log.counts[metrics.Purchase], log.counts[metrics.Search], t.failed)
	return err
}

// traffic is one run.
type traffic struct {
	config   config
	log      *eventLog
	http     *http.Client
	progress *progress.Reporter

	mu            sync.Mutex
	pages, failed int
	failure       error // the first one
}

// run runs all shoppers. It returns an error if the shop cannot be reached at all, or if more than a tenth of the pages fail.
func (t *traffic) run(ctx context.Context) error {
	random := rand.New(rand.NewPCG(t.config.seed, 0))
	first, err := signUp(ctx, t.http, t.config.base, t.config.auth)
	if err != nil {
		return err
	}
	categories, err := first.categories(ctx)
	if err != nil {
		return err
	}
	started := time.Now()
	timed, stop := context.WithTimeout(ctx, t.config.duration)
	defer stop()
	limiter := rate.NewLimiter(rate.Limit(t.config.rate), 1)
	var group errgroup.Group
	for i := range t.config.shoppers {
		own := rand.New(rand.NewPCG(t.config.seed, random.Uint64()))
		likes := newPreferences(own, categories)
		group.Go(func() error { return t.shop(ctx, timed, limiter, i, own, likes, started) })
	}
	err = group.Wait()
	if err == nil && t.failed > t.pages/10 {
		err = fmt.Errorf("%d of %d pages failed, the first with: %w", t.failed, t.pages, t.failure)
	}
	return err
}

// shop runs one shopper until timed is done. The events of the last page are sent even then, but not after ctx is done.
func (t *traffic) shop(ctx, timed context.Context, limiter *rate.Limiter, number int, random *rand.Rand, likes preferences, started time.Time) error {
	if limiter.Wait(timed) != nil { // new accounts come one after the other
		return nil
	}
	account, err := signUp(ctx, t.http, t.config.base, t.config.auth)
	if err != nil {
		return fmt.Errorf("shopper %d: %w", number, err)
	}
	s := newShopper(account, t.log, random, likes, &t.config)
	for limiter.Wait(timed) == nil {
		t.count(s.see(ctx), started)
	}
	return s.outbox.send(ctx, true)
}

// count counts a page and reports the progress.
func (t *traffic) count(err error, started time.Time) {
	t.mu.Lock()
	t.pages++
	if err != nil {
		t.failed++
		if t.failure == nil {
			t.failure = err
		}
	}
	t.mu.Unlock()
	t.progress.Update("shopping", int64(min(time.Since(started), t.config.duration)/time.Second), int64(t.config.duration/time.Second))
}
