package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
)

// A shopper sees pages and acts on them.
type shopper struct {
	*client
	outbox
	random *rand.Rand
	likes  preferences
	seen   int // cards since the last search or click
	orders int

	shown  map[metrics.Surface]map[catalog.ID]bool // what each list showed
	placed map[string]bool                         // experiments of which the shopper saw something
}

// newShopper returns a shopper with a new account.
func newShopper(c *client, log *eventLog, random *rand.Rand, likes preferences, cfg *config) *shopper {
	return &shopper{client: c, random: random, likes: likes,
		shown: make(map[metrics.Surface]map[catalog.ID]bool), placed: make(map[string]bool),
		outbox: outbox{client: c, log: log, random: random, duplicates: cfg.duplicates, late: cfg.late}}
}

// see shows the shopper one page, lets them act on it, and sends the events.
func (s *shopper) see(ctx context.Context) error {
	show := s.seeCard
	if s.random.Float64() < searches {
		show = s.seeResults
	}
	if err := show(ctx); err != nil {
		return err
	}
	return s.outbox.send(ctx, false)
}

func (s *shopper) seeCard(ctx context.Context) error {
	p, err := s.card(ctx, s.seen)
	if err != nil {
		return err
	}
	s.seen++
	if err := s.look(ctx, metrics.CardSurface, &p); err != nil {
		return err
	}
	return s.rejectPerhaps(ctx, &p)
}

// rejectPerhaps rejects a product of a card that the shopper has looked at.
func (s *shopper) rejectPerhaps(ctx context.Context, p *page) error {
	i, ok := s.likes.dismissed(s.random, p.Products)
	if !ok {
		return nil
	}
	if err := s.dismiss(ctx, p.Products[i].ID); err != nil {
		return err
	}
	s.add(metrics.Event{Name: metrics.DismissItem, Items: []metrics.Item{p.item(metrics.CardSurface, i)}, Currency: currencyOf(p)})
	return nil
}

func (s *shopper) seeResults(ctx context.Context) error {
	p, err := s.search(ctx, s.likes.query(s.random))
	if err != nil {
		return err
	}
	s.seen = 0
	s.add(metrics.Event{Name: metrics.Search, QueryHash: p.QueryHash})
	s.add(metrics.Event{Name: metrics.ViewSearchResults, QueryHash: p.QueryHash, Results: len(p.Products), Corrected: p.Corrected != nil})
	return s.look(ctx, metrics.SearchSurface, &p)
}

// look reports the impressions of a list, and opens some of its products.
func (s *shopper) look(ctx context.Context, surface metrics.Surface, p *page) error {
	if len(p.Products) == 0 {
		return nil
	}
	shown := time.Now()
	items := make([]metrics.Item, len(p.Products))
	for i := range items {
		items[i] = p.item(surface, i)
	}
	s.add(metrics.Event{Name: metrics.ViewItemList, Items: s.mark(items), Currency: currencyOf(p), QueryHash: p.QueryHash})
	for n, i := range s.likes.clicked(s.random, p.Products) {
		item := items[i]
		item.First, item.ShownMS = n == 0 && surface == metrics.SearchSurface, time.Since(shown).Milliseconds()
		if err := s.open(ctx, &p.Products[i].Card, item, p.QueryHash); err != nil {
			return err
		}
	}
	return nil
}

// mark returns the items of a list that the shopper sees now, and marks what is shown again and which experiments are new.
func (s *shopper) mark(items []metrics.Item) []metrics.Item {
	marked := slices.Clone(items)
	for i := range marked {
		x := &marked[i]
		if s.shown[x.Surface] == nil {
			s.shown[x.Surface] = make(map[catalog.ID]bool)
		}
		x.Repeat = s.shown[x.Surface][x.ID]
		s.shown[x.Surface][x.ID] = true
		for experiment := range x.Arms {
			if !s.placed[experiment] {
				s.placed[experiment] = true
				x.FirstIn = append(x.FirstIn, experiment)
			}
		}
	}
	return marked
}

// open opens a product of a list, and perhaps buys it.
func (s *shopper) open(ctx context.Context, card *catalog.Card, item metrics.Item, queryHash string) error {
	if err := s.click(ctx, card.ID); err != nil {
		return err
	}
	s.seen = 0
	event := func(name metrics.Name, item metrics.Item) {
		s.add(metrics.Event{Name: name, Items: []metrics.Item{item}, Currency: card.Price.Currency, QueryHash: queryHash})
	}
	event(metrics.SelectItem, item)
	item.First = false
	event(metrics.ViewItem, item)
	if s.random.Float64() < addsToBasket {
		if err := s.buyPerhaps(ctx, card, item, event); err != nil {
			return err
		}
	}
	if item.Surface == metrics.SimilarSurface || s.random.Float64() >= seesSimilar {
		return nil
	}
	p, err := s.similar(ctx, card.ID)
	if err != nil {
		return err
	}
	return s.look(ctx, metrics.SimilarSurface, &p)
}

// buyPerhaps adds a product to the basket and perhaps buys it.
func (s *shopper) buyPerhaps(ctx context.Context, card *catalog.Card, item metrics.Item, event func(metrics.Name, metrics.Item)) error {
	if err := s.addToBasket(ctx, card, &item); err != nil {
		return err
	}
	item.Quantity = 1
	event(metrics.AddToCart, item)
	if s.random.Float64() >= buys {
		return nil
	}
	event(metrics.BeginCheckout, item)
	s.orders++
	order := fmt.Sprintf("traffic-%s-%d", s.user, s.orders)
	if err := s.buy(ctx, order, card.ID); err != nil {
		return err
	}
	event(metrics.Purchase, item)
	s.waiting[len(s.waiting)-1].ID = order // which the shop counts too
	return nil
}

// item returns the item of a product of a list for its events.
func (p *page) item(surface metrics.Surface, index int) metrics.Item {
	card := &p.Products[index]
	item := metrics.Item{ID: card.ID, List: metrics.List{
		Surface: surface, Index: index, Reason: string(card.Reason.Type), Snapshot: p.Snapshot, Ranker: string(p.Ranker), Arms: p.Experiments, Card: p.Card,
	}}
	if len(card.Category) > 0 {
		item.Category = card.Category[0]
	}
	if card.Price.Currency == currencyOf(p) {
		item.Price = card.Price.Amount
	}
	return item
}

// currencyOf returns the currency of the first price of a list, or "".
func currencyOf(p *page) string {
	for i := range p.Products {
		if currency := p.Products[i].Price.Currency; currency != "" {
			return currency
		}
	}
	return ""
}
