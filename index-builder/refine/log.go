package refine

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/suggest"
)

const (
	minSearchers = 5                // a query of fewer shoppers may be private, and a few accounts can make it up
	minOpeners   = 2                // so that one shopper never moves a product alone
	maxQueries   = 20_000           // of the most shoppers
	session      = 30 * time.Minute // a product opened later does not count for the search: the usual length of a web session
	halfLife     = 8                // weeks after which a visit counts half
	heldOutEvery = 3                // every third shopper chooses the strength instead of teaching the vectors
)

// A Log holds what shoppers opened after the queries that many of them searched for. It says nothing about one shopper.
type Log struct{ Queries []Query }

// A Query is a query of at least minSearchers shoppers.
type Query struct {
	Vector []float32
	Opened []Opened // in ID order
}

// An Opened is a product that at least minOpeners shoppers opened after a query.
type Opened struct {
	ID       catalog.ID
	Weight   float32 // sum over all shoppers: the share of the shopper, which decays with age
	Training float32 // the same without held-out shoppers; 0 if fewer than minOpeners remain
	HeldOut  uint32  // held-out shoppers who opened the product
}

// A Collector makes a Log of the histories of shoppers. It keeps no shopper.
type Collector struct {
	model    string
	dim      int
	shoppers int
	newest   int64 // week of the newest visit
	queries  map[string]*tally
}

// NewCollector returns a Collector of queries with vectors of the model. dim is their dimension.
func NewCollector(model string, dim int) *Collector {
	return &Collector{model: model, dim: dim, newest: math.MinInt64, queries: make(map[string]*tally)}
}

// A tally counts the shoppers of a query.
type tally struct {
	searchers uint32
	vector    []float32 // of the first search that is not private any more
	opened    map[catalog.ID]*openers
}

// openers counts the shoppers who opened one product after one query.
type openers struct {
	all, training     float64 // weights; see absolute
	shoppers, heldOut uint32
}

// A visit is a product that a shopper opened after a query.
type visit struct {
	query string // its key
	id    catalog.ID
}

// Add adds the searches, clicks and purchases of one shopper, oldest first. A click or a purchase belongs to the search
// before it.
func (c *Collector) Add(history []interaction.Interaction) {
	visits, searched := make(map[visit]int64), make(map[string]bool) // visits by week
	var last *interaction.Interaction
	for i := range history {
		x := &history[i]
		switch {
		case x.Type == interaction.Search:
			last = x
			c.search(x, searched)
		case x.ShowsInterest() && last != nil && !last.Nonsense && x.CreatedAt.Sub(last.CreatedAt) <= session:
			visits[visit{suggest.Key(last.Meant()), x.ProductID}] = weekOf(x.CreatedAt)
		}
	}
	c.count(visits, c.shoppers%heldOutEvery == 0)
	c.shoppers++
}

// search counts the shopper of a search once for each query.
func (c *Collector) search(x *interaction.Interaction, searched map[string]bool) {
	if x.Nonsense {
		return
	}
	key := suggest.Key(x.Meant())
	t := c.queries[key]
	if t == nil {
		t = &tally{opened: make(map[catalog.ID]*openers)}
		c.queries[key] = t
	}
	if !searched[key] {
		searched[key] = true
		t.searchers++
	}
	if t.vector == nil && t.searchers >= minSearchers && x.Model == c.model && len(x.Vector) == c.dim {
		t.vector = slices.Clone(x.Vector)
	}
}

// count adds the visits of one shopper. All visits to a product together weigh 1, whatever the number of queries.
func (c *Collector) count(visits map[visit]int64, heldOut bool) {
	queries := make(map[catalog.ID]float64)
	for v := range visits {
		queries[v.id]++
	}
	for v, week := range visits {
		o := c.queries[v.query].opened[v.id]
		if o == nil {
			o = &openers{}
			c.queries[v.query].opened[v.id] = o
		}
		c.newest = max(c.newest, week)
		w := absolute(week) / queries[v.id]
		o.all += w
		o.shoppers++
		if heldOut {
			o.heldOut++
		} else {
			o.training += w
		}
	}
}

// lastWeek is in the year 2123. The weights of later weeks would overflow.
const lastWeek = 8_000

// weekOf returns the number of the week of t, from 0 to lastWeek. Weights change once a week, not with every build.
func weekOf(t time.Time) int64 { return min(max(0, t.Unix()/(7*24*60*60)), lastWeek) }

// absolute returns the weight of a visit relative to week 0.
func absolute(week int64) float64 { return math.Exp2(float64(week) / halfLife) }

// Log returns what was collected.
func (c *Collector) Log() Log {
	keys := slices.DeleteFunc(slices.Collect(maps.Keys(c.queries)), func(key string) bool { return c.queries[key].vector == nil })
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(c.queries[b].searchers, c.queries[a].searchers), cmp.Compare(a, b))
	})
	var log Log
	for _, key := range keys[:min(maxQueries, len(keys))] {
		t := c.queries[key]
		if opened := t.products(c.newest); len(opened) > 0 {
			log.Queries = append(log.Queries, Query{t.vector, opened})
		}
	}
	return log
}

// products returns the products that enough shoppers opened, with weights relative to the newest week.
func (t *tally) products(newest int64) (all []Opened) {
	for _, id := range slices.Sorted(maps.Keys(t.opened)) {
		o := t.opened[id]
		if o.shoppers < minOpeners {
			continue
		}
		p := Opened{ID: id, Weight: float32(o.all / absolute(newest)), HeldOut: o.heldOut}
		if o.shoppers-o.heldOut >= minOpeners {
			p.Training = float32(o.training / absolute(newest))
		}
		all = append(all, p)
	}
	return all
}
