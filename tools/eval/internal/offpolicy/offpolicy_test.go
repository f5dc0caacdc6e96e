package offpolicy

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/recommend"
)

// A world has products with known probabilities of a click: looks[position]·attracts[product].
type world struct {
	looks    []float64
	attracts map[catalog.ID]float64
}

func newWorld() world {
	w := world{looks: []float64{1, .7, .5}, attracts: make(map[catalog.ID]float64)}
	for i := range 8 {
		w.attracts[catalog.ID(fmt.Sprint("p", i))] = .05 + .05*float64(i)
	}
	return w
}

// click returns the probability of a click on a product at a position.
func (w world) click(id catalog.ID, position int) float64 { return w.looks[position] * w.attracts[id] }

// through returns the true click-through of a card.
func (w world) through(card []catalog.ID) (sum float64) {
	for position, id := range card {
		sum += w.click(id, position)
	}
	return sum / float64(len(card))
}

// log simulates cards of a ranker whose best products come last in the window.
func (w world) log(random *rand.Rand, cards int, share float64, shadow []catalog.ID) (all []Card) {
	for i := range cards {
		c := Card{ExploredCard: recommend.ExploredCard{ID: fmt.Sprint("c", i), Share: share, Shadows: map[string][]catalog.ID{"s": shadow}}}
		for j := range 6 {
			c.Window = append(c.Window, catalog.ID(fmt.Sprint("p", j)))
		}
		order := []int{0, 1, 2, 3, 4, 5}
		if random.Float64() < share {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		c.Shown = order[:3]
		for position, index := range c.Shown {
			c.Seen = append(c.Seen, position)
			if random.Float64() < w.click(c.Window[index], position) {
				c.Clicked = append(c.Clicked, position)
			}
		}
		all = append(all, c)
	}
	return all
}

// The intervals contain the true click-through of another order in about 95 % of the simulated logs.
func TestEvaluateFindsTheTruth(t *testing.T) {
	w, shadow := newWorld(), []catalog.ID{"p5", "p0", "p3"}
	const logs = 300
	right, ipsRight, bias := 0, 0, 0.0
	for i := range logs {
		r := Evaluate(w.log(rand.New(rand.NewPCG(uint64(i), 3)), 4_000, .2, shadow), "s", math.Inf(1))
		truth := w.through(shadow)
		if low, high := r.SelfNormalized.Interval(); low <= truth && truth <= high {
			right++
		}
		if low, high := r.IPS.Interval(); low <= truth && truth <= high {
			ipsRight++
		}
		bias += (r.SelfNormalized.Value - truth) / logs
		if r.Support != 1 || r.Impressions != 12_000 || r.Effective > 2_000 {
			t.Fatalf("result = %+v, want support of all impressions, few of them effective", r)
		}
	}
	t.Logf("%.1f %% of the self-normalized intervals and %.1f %% of the others are right; bias %.4f", 100*float64(right)/logs, 100*float64(ipsRight)/logs, bias)
	for name, n := range map[string]int{"self-normalized": right, "inverse propensity": ipsRight} {
		if n < logs*91/100 {
			t.Errorf("%s: %d of %d intervals contain the truth", name, n, logs)
		}
	}
	if math.Abs(bias) > .005 {
		t.Errorf("bias = %.4f", bias)
	}
}

// Without weights, the log tells the click-through of the wrong order.
func TestShownIsNotTheOther(t *testing.T) {
	w, shadow := newWorld(), []catalog.ID{"p5", "p4", "p3"}
	r := Evaluate(w.log(rand.New(rand.NewPCG(1, 4)), 20_000, .2, shadow), "s", math.Inf(1))
	low, _ := r.SelfNormalized.Interval()
	if r.Shown.Value > .5*w.through(shadow) || low < r.Shown.Value {
		t.Errorf("shown = %.3f, other = %.3f from %.3f, truth %.3f", r.Shown.Value, r.SelfNormalized.Value, low, w.through(shadow))
	}
}

func TestEvaluateReportsMissingSupport(t *testing.T) {
	r := Evaluate(newWorld().log(rand.New(rand.NewPCG(1, 5)), 500, .2, []catalog.ID{"p7", "p6", "p0"}), "s", 100)
	if math.Abs(r.Support-1./3) > 1e-9 {
		t.Errorf("support = %g, want a third: two products are never shown", r.Support)
	}
	if r := Evaluate(nil, "s", 100); r.Impressions != 0 || !math.IsInf(r.IPS.StandardError, 1) {
		t.Errorf("Evaluate of nothing = %+v", r)
	}
}

func TestClippingLowersTheWeights(t *testing.T) {
	cards := newWorld().log(rand.New(rand.NewPCG(1, 6)), 20_000, .2, []catalog.ID{"p5", "p4", "p3"})
	free, clipped := Evaluate(cards, "s", math.Inf(1)), Evaluate(cards, "s", 5)
	if clipped.IPS.Value >= free.IPS.Value || clipped.IPS.StandardError >= free.IPS.StandardError {
		t.Errorf("clipped = %+v, free = %+v, want less of both", clipped.IPS, free.IPS)
	}
}

func TestRead(t *testing.T) {
	index := 1
	item := func(card string) []metrics.ItemRecord {
		return []metrics.ItemRecord{{ID: "p1", List: metrics.CardSurface, Index: &index, Card: card}}
	}
	var log strings.Builder
	line := func(v any) {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		log.Write(append(data, '\n'))
	}
	view := metrics.Record{ID: "e1", Name: metrics.ViewItemList, Items: item("c1")}
	line(map[string]any{"msg": metrics.RecordMessage, "event": view}) // logs of instances are not in order
	line(map[string]any{"jsonPayload": map[string]any{"message": recommend.ExploredMessage, "explored": recommend.ExploredCard{
		ID: "c1", Share: .1, Window: []catalog.ID{"p0", "p1"}, Shown: []int{0, 1},
	}}})
	line(map[string]any{"msg": metrics.RecordMessage, "event": view})
	line(map[string]any{"msg": metrics.RecordMessage, "event": metrics.Record{ID: "e2", Name: metrics.SelectItem, Items: item("c1")}})
	line(map[string]any{"msg": metrics.RecordMessage, "event": metrics.Record{ID: "e3", Name: metrics.SelectItem, Items: item("unknown")}})
	log.WriteString("not JSON\n{}\n")
	cards, err := Read(strings.NewReader(log.String()))
	if err != nil || len(cards) != 1 || len(cards[0].Seen) != 1 || cards[0].Seen[0] != 1 || len(cards[0].Clicked) != 1 {
		t.Errorf("Read = %+v, %v, want a card with one impression and one click at position 1", cards, err)
	}
}
