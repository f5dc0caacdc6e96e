package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/shop"
)

// shoppers is the number of users.
const shoppers = 50

func shopper(i int) string { return fmt.Sprintf("u%d", i%shoppers) }

func queryText(set *corpus.Set, i int) string { return set.QueryTexts[i%len(set.QueryTexts)] }

func randomProduct(rng *rand.Rand, size int) string { return string(shop.ID(rng.IntN(size))) }

// addHistory gives every shopper a click, a search and another click.
func (b *bench) addHistory(ctx context.Context, c *client, size int) error {
	rng := rand.New(rand.NewPCG(1, uint64(size)))
	for i := range shoppers {
		if err := c.record(ctx, "click", shopper(i), randomProduct(rng, size)); err != nil {
			return err
		}
		if err := c.search(ctx, shopper(i), queryText(b.set, i)); err != nil {
			return err
		}
		if err := c.record(ctx, "click", shopper(i), randomProduct(rng, size)); err != nil {
			return err
		}
	}
	return nil
}

// A mixedKind is a kind of request in mixed traffic.
type mixedKind int

const (
	mixedCard mixedKind = iota
	mixedSearch
	mixedClick
	mixedDismissal
)

// mixedRequest makes the i-th request of mixed traffic: 60 % cards, 20 % searches, 15 % clicks, 5 % dismissals. It returns
// what it was.
func (b *bench) mixedRequest(ctx context.Context, c *client, size, i int) (mixedKind, error) {
	rng := rand.New(rand.NewPCG(uint64(size), uint64(i)))
	user, product := shopper(rng.IntN(shoppers)), randomProduct(rng, size)
	switch kind := rng.IntN(20); {
	case kind < 12:
		return mixedCard, c.recommend(ctx, user)
	case kind < 16:
		return mixedSearch, c.search(ctx, user, queryText(b.set, rng.IntN(len(b.set.QueryTexts))))
	case kind < 19:
		return mixedClick, c.record(ctx, "click", user, product)
	}
	return mixedDismissal, c.record(ctx, "dismiss", user, product)
}
