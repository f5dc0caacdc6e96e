// Package cooccurrence learns from shoppers' sequences what is taken together, and how much that should weigh beside
// meaning in the card of this very shop.
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

// Weights are those that are tried.
var Weights = []float64{0, 2, 5}

// How a weight is judged.
const (
	mostHeldBack = 1_500 // shoppers, and at most a third of all
	card         = 3     // products shown, among which the one taken next is looked for
	sure         = 1.96  // standard deviations: a gain below may be chance, and is not taken
)

// Learned is what shoppers take together. It implements recommend.Related.
type Learned struct {
	Rows       [][]related.Product
	BestWeight float64
	Trials     []Trial // of Weights, in order
}

// A Trial says how many of the shoppers held back found what they took next on the card.
type Trial struct {
	Weight     float64
	Hits, Held int
}

// Partners implements recommend.Related.
func (l *Learned) Products(row int64) ([]related.Product, error) { return l.Rows[row], nil }

// Blend implements recommend.Related.
func (l *Learned) Weight() float64 { return l.BestWeight }

// Learn returns what the shoppers took together, each a sequence of the view's rows, oldest first. The weight is
// that of Weights by which shoppers who were held back, and not counted meanwhile, find what they took last
// most often on the card after all before. It is 0 where the gain over 0 may be chance, as in a shop with little data.
func Learn(ctx context.Context, view recommend.View, shoppers [][]int64) (*Learned, error) {
	kept, held := holdBack(shoppers)
	var found [][]bool
	var trials []Trial
	best, most := 0.0, 0
	for _, weight := range Weights {
		view.Related = &Learned{Rows: partners(view, kept), BestWeight: weight}
		hits, err := ask(ctx, &view, held)
		if err != nil {
			return nil, err
		}
		found = append(found, hits)
		trials = append(trials, Trial{weight, count(hits), len(held)})
		if gain := surely(found[0], hits); gain > most {
			best, most = weight, gain
		}
	}
	return &Learned{partners(view, shoppers), best, trials}, nil
}

// holdBack parts the shoppers into those that are counted and those that are asked.
func holdBack(shoppers [][]int64) (kept, held [][]int64) {
	every := max(3, (len(shoppers)+mostHeldBack-1)/mostHeldBack)
	for i, taken := range shoppers {
		if i%every == 0 && len(taken) > 1 {
			held = append(held, taken)
		} else {
			kept = append(kept, taken)
		}
	}
	return kept, held
}

func partners(view recommend.View, shoppers [][]int64) [][]related.Product {
	c := related.NewCounter(view.Index.Len())
	for _, taken := range shoppers {
		c.Add(taken)
	}
	return c.Products()
}

// lent lends one view to all.
type lent struct{ view *recommend.View }

func (l lent) Use(_ context.Context, use func(*recommend.View) error) error { return use(l.view) }

// ask has every shopper click through all but the last product, and says who finds that on the card that follows.
func ask(ctx context.Context, view *recommend.View, held [][]int64) (found []bool, err error) {
	clock := time.Unix(0, 0)
	log := interaction.NewMemory(func() time.Time { clock = clock.Add(time.Second); return clock })
	cards := recommend.New(recommend.Config{
		Log: log, Views: lent{view}, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler),
	})
	for i, taken := range held {
		last := len(taken) - 1
		user := strconv.Itoa(i)
		for _, row := range taken[:last] {
			id, err := view.Cards.ID(row)
			if err != nil {
				return nil, err
			}
			if _, err := log.Append(ctx, user, interaction.Interaction{Type: interaction.Click, ProductID: id}); err != nil {
				return nil, err
			}
		}
		next, err := view.Cards.ID(taken[last])
		if err != nil {
			return nil, err
		}
		shown, err := cards.Recommend(ctx, user, card, 0)
		if err != nil {
			return nil, fmt.Errorf("card of a shopper held back: %w", err)
		}
		found = append(found, slices.ContainsFunc(shown.Products, func(r recommend.Recommendation) bool { return r.ID == next }))
	}
	return found, nil
}

// surely returns how many more shoppers found theirs than before, or 0 where that may be chance: McNemar's test.
func surely(before, after []bool) int {
	won, lost := 0, 0
	for i := range after {
		switch {
		case after[i] && !before[i]:
			won++
		case before[i] && !after[i]:
			lost++
		}
	}
	if float64(won-lost) <= sure*math.Sqrt(float64(won+lost)) {
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
