package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

const (
	testBuckets = 64
	looks       = 60
	alpha       = .05
)

// A crowd simulates the shoppers of an arm. Shoppers differ: in how likely they click, and in how much they look at. Both make
// the impressions of a shopper dependent, as they are in a shop.
type crowd struct {
	random  *rand.Rand
	sample  Sample // of impressions and clicks
	people  Sample // of shoppers, who count again with a second device
	clicks  float64
	visits  []visitor
	click   float64 // mean click-through
	uneven  float64 // 0: every impression is independent
	perStep int     // new shoppers of a step
	looks   int     // products that each shopper sees at least in a visit
}

// A visitor is a shopper who may come back.
type visitor struct {
	bucket int
	click  float64
	looks  int // products of one visit
}

func newCrowd(random *rand.Rand, click, uneven float64) *crowd {
	return &crowd{
		random: random, sample: make(Sample, testBuckets), people: make(Sample, testBuckets),
		click: click, uneven: uneven, perStep: 25, looks: 3,
	}
}

// step lets new shoppers come, and a part of the earlier ones return.
func (c *crowd) step() {
	for range c.perStep {
		v := visitor{c.random.IntN(testBuckets), c.click, c.looks}
		if c.uneven > 0 {
			// A lognormal factor with mean 1, and a number of products with a long tail.
			v.click *= math.Exp(c.uneven*c.random.NormFloat64() - c.uneven*c.uneven/2)
			v.looks += int(5 * c.random.ExpFloat64() * c.random.ExpFloat64())
		}
		c.visit(v)
		c.visits = append(c.visits, v)
		c.people[v.bucket].Units++
		if c.uneven > 0 && v.looks%7 == 0 {
			c.people[v.bucket].Units++
		}
	}
	for range c.perStep / 2 {
		c.visit(c.visits[c.random.IntN(len(c.visits))])
	}
}

func (c *crowd) visit(v visitor) {
	b := &c.sample[v.bucket]
	for range v.looks {
		b.Units++
		if c.random.Float64() < v.click {
			b.Total++
			c.clicks++
		}
	}
}

// alarms returns the share of simulated experiments in which differs reports a difference at any of the looks.
func alarms(experiments int, lift, uneven float64, differs func(control, treatment *crowd) bool) float64 {
	n := 0
	for i := range experiments {
		random := rand.New(rand.NewPCG(uint64(i), 19))
		control, treatment := newCrowd(random, .05, uneven), newCrowd(random, .05*(1+lift), uneven)
		for range looks {
			control.step()
			treatment.step()
			if differs(control, treatment) {
				n++
				break
			}
		}
	}
	return float64(n) / float64(experiments)
}

// bucketed is the comparison of the package.
func bucketed(control, treatment *crowd) bool {
	return Compare(control.sample, treatment.sample, min(control.clicks, treatment.clicks), alpha).Differs()
}

// impressionwise is a comparison that takes impressions for independent observations.
func impressionwise(control, treatment *crowd, reach func(n float64) float64) bool {
	a, b := control.sample.sums(), treatment.sample.sums()
	if min(a.Total, b.Total) < minEvents {
		return false
	}
	p := (a.Total + b.Total) / (a.Units + b.Units)
	n := effective(a.Units, b.Units)
	difference := b.Total/b.Units - a.Total/a.Units
	return math.Abs(difference) > reach(n)*math.Sqrt(p*(1-p)/n)
}

// Arms that do not differ alarm in at most 5 % of the experiments, although somebody looks after every step.
func TestAAExperimentsAlarmInAtMostFivePercent(t *testing.T) {
	const experiments = 1000
	for name, uneven := range map[string]float64{"shoppers are alike": 0, "shoppers differ": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			share := alarms(experiments, 0, uneven, bucketed)
			t.Logf("%.1f %% of the experiments alarm", 100*share)
			if share > alpha {
				t.Errorf("%.1f %% of the experiments alarm, want at most 5 %%", 100*share)
			}
		})
	}
}

// The simulation is hard enough to show what the package avoids: looking often at intervals for one look, and taking
// impressions for independent.
func TestOtherTestsAlarmMoreOften(t *testing.T) {
	const experiments = 300
	for name, differs := range map[string]func(*crowd, *crowd) bool{
		"an interval for one look": func(a, b *crowd) bool {
			return impressionwise(a, b, func(float64) float64 { return 1.96 })
		},
		"independent impressions": func(a, b *crowd) bool {
			return impressionwise(a, b, func(n float64) float64 { return bound(n, alpha) })
		},
	} {
		share := alarms(experiments, 0, 1, differs)
		t.Logf("%s: %.1f %% of the experiments alarm", name, 100*share)
		if share < 2*alpha {
			t.Errorf("%s: %.1f %% of the experiments alarm, want more than 10 %%", name, 100*share)
		}
	}
}

func TestARealDifferenceIsFound(t *testing.T) {
	share := alarms(200, .5, 1, bucketed)
	t.Logf("a lift of 50 %% is found in %.1f %% of the experiments", 100*share)
	if share < .8 {
		t.Errorf("a lift of 50 %% is found in %.1f %% of the experiments, want 80 %%", 100*share)
	}
}
