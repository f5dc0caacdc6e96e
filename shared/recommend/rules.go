package recommend

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/rule"
)

// maxBoost is the change of a score by a rule of full strength. It is as large as the difference up to which products count
// as equally relevant when a shopper sorts them, so a lifted product passes only products that are about as relevant.
const maxBoost = relevantGap

// Rules gives access to the rules of the shop, as rule.Live does. It must be safe for concurrent use.
type Rules interface {
	// Current returns the newest rules, never nil.
	Current(ctx context.Context) *rule.Set
}

// FixedRules returns Rules that never change.
func FixedRules(set *rule.Set) Rules { return fixedRules{set} }

type fixedRules struct{ set *rule.Set }

// Current implements Rules.
func (r fixedRules) Current(context.Context) *rule.Set { return r.set }

// A ruleCache applies rules to views. It keeps the last result, because views and rules change rarely compared to requests.
type ruleCache struct {
	rules Rules
	last  atomic.Pointer[appliedRules]
}

// newRuleCache returns a cache, or nil without rules.
func newRuleCache(r Rules) *ruleCache {
	if r == nil {
		return nil
	}
	return &ruleCache{rules: r}
}

// current returns the newest rules, or nil without rules.
func (c *ruleCache) current(ctx context.Context) *rule.Set {
	if c == nil {
		return nil
	}
	return c.rules.Current(ctx)
}

// apply returns a view at a moment, with the rules of set that apply then.
func (c *ruleCache) apply(v *View, set *rule.Set, now time.Time) *View {
	moment := v.at(now)
	if set == nil {
		return moment
	}
	moment.rulesVersion = set.Version()
	active := set.At(now)
	if active == nil {
		return moment
	}
	applied := c.last.Load()
	if applied == nil || applied.Active != active || !applied.isOf(v, now) {
		applied = newAppliedRules(v, active, now)
		if v.failed() == nil {
			c.last.Store(applied)
		}
	}
	moment.rules = applied
	return moment
}

// appliedRules are the rules that apply to a view. A nil *appliedRules has no rules.
type appliedRules struct {
	*rule.Active
	source  ruleSource
	groups  map[int64]string // IDs of the rules that block groups
	rows    map[int64]string // IDs of the rules that block single variants
	boosts  *boostTable      // nil if no rule lifts or lowers products
	popular func(v *View) []int64
}

// A ruleSource is the view that has the rows of appliedRules.
type ruleSource struct {
	view            *View // nil for a search engine, whose view is another one in each request
	engine, version string
	until           time.Time // when the products of a search engine are read again
}

// appliedFor is how long the blocked products of a search engine are kept. Only the group of a product can change in it.
const appliedFor = time.Minute

func sourceOfRules(v *View, now time.Time) ruleSource {
	if v.Engine == "" {
		return ruleSource{view: v}
	}
	return ruleSource{engine: v.Engine, version: v.Version, until: now.Add(appliedFor)}
}

// isOf reports whether the rules have the rows of a view.
func (r *appliedRules) isOf(v *View, now time.Time) bool {
	if v.Engine == "" {
		return r.source.view == v
	}
	left := r.source.until.Sub(now)
	return r.source.engine == v.Engine && r.source.version == v.Version && left > 0 && left <= appliedFor
}

func newAppliedRules(v *View, active *rule.Active, now time.Time) *appliedRules {
	r := &appliedRules{Active: active, source: sourceOfRules(v, now), groups: make(map[int64]string), rows: make(map[int64]string)}
	for _, b := range active.Blocks() {
		v.expect(b.ProductID)
	}
	for _, b := range active.Blocks() {
		row, ok := v.Cards.Row(b.ProductID)
		switch {
		case !ok: // the product is gone, and nothing is left to block
		case b.VariantOnly:
			r.rows[row] = b.ID
		default:
			r.groups[v.Cards.Group(row)] = b.ID
		}
	}
	if active.HasBoosts() {
		r.boosts = new(boostTable)
	}
	var once sync.Once
	var popular []int64
	r.popular = func(v *View) []int64 {
		once.Do(func() { popular = r.boostedPopular(v) })
		return popular
	}
	return r
}

// under returns the view with the rules that a shopper's settings leave. Without rules, products are neither pinned, lifted nor
// lowered, but those that a rule blocks stay blocked: an owner may have to keep them from everybody.
func (v *View) under(set *Settings) *View {
	if v.rules == nil || set.Rules == nil || *set.Rules {
		return v
	}
	blocks, ranked := *v.rules, *v
	blocks.Active, blocks.boosts = v.rules.BlocksOnly(), nil
	ranked.rules = &blocks
	return &ranked
}

// isBlocked reports whether a rule blocks a row.
func (v *View) isBlocked(row int64) bool { return v.rules != nil && v.rules.blockedBy(v, row) != "" }

// blockedBy returns the ID of a rule that blocks a row, or "".
func (r *appliedRules) blockedBy(v *View, row int64) string {
	if id := r.rows[row]; id != "" || len(r.groups) == 0 {
		return id
	}
	return r.groups[v.Cards.Group(row)]
}

// hasBoosts reports whether a rule lifts or lowers products.
func (v *View) hasBoosts() bool { return v.rules != nil && v.rules.HasBoosts() }

// boost returns the change of a row's score by the rules that lift or lower it.
func (v *View) boost(row int64) float32 {
	if !v.hasBoosts() {
		return 0
	}
	return v.rules.boost(v, row)
}

// boost returns the change of a row's score. It decodes the card of a row only if the table has no room for the row.
func (r *appliedRules) boost(v *View, row int64) float32 {
	if b, ok := r.boosts.get(row); ok {
		return b
	}
	b := float32(maxBoost * r.Boost(v.facts(row)))
	if v.failed() == nil {
		r.boosts.set(row, b)
	}
	return b
}

// facts returns what rules compare of a row. A row without a card has none: the caller reports its error.
func (v *View) facts(row int64) rule.Facts {
	card, err := v.Cards.Card(row)
	if err != nil {
		return rule.Facts{}
	}
	f := rule.Facts{Brand: card.Brand, Category: card.Category, Variant: card.Variant}
	if v.Lexicon != nil {
		f.Attributes = query.Attributes(v.Lexicon.Attributes(row))
	} else {
		f.Attributes = query.AttributesOf(card.Title, card.Color, card.Category)
	}
	return f
}

// boostSlots is the number of rows in a boostTable. With 8 bytes each, a table is small enough to be made for each change of
// the catalog.
const boostSlots = 1 << 14

// A boostTable keeps the boosts of rows. Of rows that share a slot, it keeps one. It is safe for concurrent use.
type boostTable struct {
	slots [boostSlots]atomic.Uint64 // row+1 in the upper half, bits of the boost in the lower
}

func (t *boostTable) get(row int64) (float32, bool) {
	slot := t.slots[uint64(row)%boostSlots].Load()
	return math.Float32frombits(uint32(slot)), slot>>32 == uint64(row+1)
}

func (t *boostTable) set(row int64, boost float32) {
	t.slots[uint64(row)%boostSlots].Store(uint64(row+1)<<32 | uint64(math.Float32bits(boost)))
}

// popular returns the popular rows in the order of the rules.
func (v *View) popular() []int64 {
	rows := v.Cards.Popular() // also tells a search engine what the request will read
	if !v.hasBoosts() {
		return rows
	}
	return v.rules.popular(v)
}

// popularFactor is by how much a rule of full strength divides the rank of a popular product.
const popularFactor = 4

// boostedPopular returns the popular rows by their rank, divided by up to popularFactor. Popular products have no score, and
// what they are worth falls with the logarithm of the rank.
func (r *appliedRules) boostedPopular(v *View) []int64 {
	type ranked struct {
		row  int64
		rank float64
	}
	all := make([]ranked, 0, 300)
	for i, row := range v.Cards.Popular() {
		all = append(all, ranked{row, float64(i+1) * math.Pow(popularFactor, -float64(r.boost(v, row)/maxBoost))})
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		switch {
		case a.rank < b.rank:
			return -1
		case a.rank > b.rank:
			return 1
		}
		return 0
	})
	rows := make([]int64, len(all))
	for i, x := range all {
		rows[i] = x.row
	}
	return rows
}

// pinsFor returns the pins for a query: those of the corrected query, or else of the typed one, and those of its category.
func (v *View) pinsFor(u *understood) []rule.Place {
	if v.rules == nil {
		return nil
	}
	if u.correction != nil {
		return v.rules.Pins(u.Words, u.text, u.correction.From)
	}
	return v.rules.Pins(u.Words, u.text)
}

// groupOf returns the group of a product, or false if the view does not have it.
func (v *View) groupOf(id catalog.ID) (group int64, ok bool) {
	row, ok := v.Cards.Row(id)
	if !ok {
		return 0, false
	}
	return v.Cards.Group(row), true
}
