// Package cooccurrence learns related products from shoppers' click sequences. It also chooses their weight relative to
// similarity in recommendations.
package cooccurrence

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strconv"
	"time"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
)

// Weights are the co-occurrence weights that Learn tries.
var Weights = []float64{0, 2, 5}

// Parameters of a trial.
const (
	maxHeldOut = 1_500 // maximum number of held-out shoppers; never more than a third of all
	cardSize   = 3     // products on a card
	minZ       = 1.96  // smallest significant gain, in standard deviations
)

// Learned holds related products and the best weight. It implements recommend.Related.
type Learned struct {
	Rows       [][]related.Product
	BestWeight float64
	Trials     []Trial // one per entry of Weights
}

// A Trial counts the held-out shoppers whose next product was on the card.
type Trial struct {
	Weight     float64
	Hits, Held int
}

// Products implements recommend.Related.
func (l *Learned) Products(row int64) ([]related.Product, error) { return l.Rows[row], nil }

// Weight implements recommend.Related.
func (l *Learned) Weight() float64 { return l.BestWeight }

// Learn counts related products and chooses their weight. Each shopper is a sequence of items with the view's rows, oldest first.
//
// Learn holds out some shoppers and counts the pairs of the others. For each weight, it replays the held-out sequences
// without their last product and checks whether the next card contains that product. The best weight is the one with
// the most hits, or 0 if no weight is significantly better than 0. The returned rows include the held-out shoppers.
func Learn(ctx context.Context, view recommend.View, shoppers [][]Item) (*Learned, error) {
	training, heldOut := holdOut(shoppers)
	c := newCounter(view.Index.Len())
	for _, sequence := range training {
		c.add(sequence)
	}
	rows := c.related()
	var found [][]bool
	var trials []Trial
	best, most := 0.0, 0
	for _, weight := range Weights {
		view.Related = &Learned{Rows: rows, BestWeight: weight}
		hits, err := try(ctx, &view, heldOut)
		if err != nil {
			return nil, err
		}
		found = append(found, hits)
		trials = append(trials, Trial{weight, count(hits), len(heldOut)})
		if gain := significantGain(found[0], hits); gain > most {
			best, most = weight, gain
		}
	}
	for _, sequence := range heldOut {
		c.add(sequence)
	}
	return &Learned{c.related(), best, trials}, nil
}

// holdOut splits the shoppers into a training set and a held-out set.
func holdOut(shoppers [][]Item) (training, heldOut [][]Item) {
	every := max(3, (len(shoppers)+maxHeldOut-1)/maxHeldOut)
	for i, sequence := range shoppers {
		if i%every == 0 && len(sequence) > 1 {
			heldOut = append(heldOut, sequence)
		} else {
			training = append(training, sequence)
		}
	}
	return training, heldOut
}

// fixedView implements recommend.Views with one view.
type fixedView struct{ view *recommend.View }

func (v fixedView) Use(_ context.Context, use func(*recommend.View) error) error { return use(v.view) }

// try replays each held-out sequence without its last product. For each sequence, it reports whether the next card
// contains that product.
func try(ctx context.Context, view *recommend.View, heldOut [][]Item) (found []bool, err error) {
	clock := time.Unix(0, 0)
	log := interaction.NewMemory(func() time.Time { clock = clock.Add(time.Second); return clock })
	cards := recommend.New(recommend.Config{
		Log: log, Views: fixedView{view}, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler),
	})
	for i, sequence := range heldOut {
		last := len(sequence) - 1
		user := strconv.Itoa(i)
		for _, x := range sequence[:last] {
			id, err := view.Cards.ID(x.Row)
			if err != nil {
				return nil, err
			}
			if _, err := log.Append(ctx, user, interaction.Interaction{Type: interaction.Click, ProductID: id}); err != nil {
				return nil, err
			}
		}
		next, err := view.Cards.ID(sequence[last].Row)
		if err != nil {
			return nil, err
		}
		shown, err := cards.Recommend(ctx, user, cardSize, 0)
		if err != nil {
			return nil, fmt.Errorf("card of a held-out shopper: %w", err)
		}
		found = append(found, slices.ContainsFunc(shown.Products, func(r recommend.Recommendation) bool { return r.ID == next }))
	}
	return found, nil
}

// significantGain returns the increase in shoppers that found their product. It returns 0 unless the increase is
// significant by McNemar's test.
func significantGain(before, after []bool) int {
	won, lost := 0, 0
	for i := range after {
		switch {
		case after[i] && !before[i]:
			won++
		case before[i] && !after[i]:
			lost++
		}
	}
	if float64(won-lost) <= minZ*math.Sqrt(float64(won+lost)) {
		return 0
	}
	return won - lost
}

func count(all []bool) (n int) {
	for _, yes := range all {
		if yes {
			n++
		}
	}
	return n
}
