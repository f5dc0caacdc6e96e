package rule

import (
	"cmp"
	"slices"
	"sync/atomic"
	"time"

	"shopfyp.dev/shared/catalog"
)

// A Set is one version of the rules of a shop. It never changes and is safe for concurrent use. The zero value has no
// rules.
type Set struct {
	version int64
	rules   []Rule
	active  atomic.Pointer[Active] // the rules of the last moment that At was asked for
}

// NewSet returns the set of valid rules. The caller must not change them afterwards.
func NewSet(version int64, rules []Rule) *Set {
	rules = slices.Clone(rules)
	slices.SortFunc(rules, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return &Set{version: version, rules: rules}
}

// Version returns the version of the rules. The version of a store grows with each change.
func (s *Set) Version() int64 { return s.version }

// Rules returns all rules, in ID order. The caller must not change them.
func (s *Set) Rules() []Rule { return s.rules }

// With returns the rules after some are added or replaced, by their IDs, and others removed. It does not change s, and it
// keeps the version.
func (s *Set) With(changed []Rule, removed ...string) *Set {
	kept := slices.DeleteFunc(slices.Clone(s.rules), func(r Rule) bool {
		return slices.Contains(removed, r.ID) || slices.ContainsFunc(changed, func(c Rule) bool { return c.ID == r.ID })
	})
	return NewSet(s.version, append(kept, changed...))
}

// At returns the rules that apply at a moment, or nil if none do. Calls for close moments share one result, so it is cheap.
func (s *Set) At(now time.Time) *Active {
	if len(s.rules) == 0 {
		return nil
	}
	a := s.active.Load()
	if a == nil || now.Before(a.from) || !a.until.IsZero() && !now.Before(a.until) {
		a = s.compile(now)
		s.active.Store(a)
	}
	if a.isEmpty() {
		return nil
	}
	return a
}

// compile returns the rules that apply at a moment, until the next rule starts or ends.
func (s *Set) compile(now time.Time) *Active {
	a := &Active{set: s, pins: make(map[string][]Place), categories: make(map[string][]Place), boosts: newBoosts()}
	for i := range s.rules {
		r := &s.rules[i]
		if r.Enabled {
			a.bound(now, r.Start)
			a.bound(now, r.End)
		}
		if r.IsActive(now) {
			a.add(r)
		}
	}
	a.sortPins()
	return a
}

// An Active holds the rules that apply at a moment.
type Active struct {
	set         *Set
	from, until time.Time // until is zero if no rule starts or ends later

	pins       map[string][]Place // by key of the query
	categories map[string][]Place // by key of the category
	blocked    []*Rule
	boosts     boosts
}

// bound narrows the time in which the rules stay the same by the start or the end of one.
func (a *Active) bound(now, change time.Time) {
	switch {
	case change.IsZero():
	case change.After(now):
		if a.until.IsZero() || change.Before(a.until) {
			a.until = change
		}
	case change.After(a.from):
		a.from = change
	}
}

func (a *Active) add(r *Rule) {
	switch r.Kind {
	case Pin:
		a.addPin(r)
	case Block:
		a.blocked = append(a.blocked, r)
	case Lift, Lower:
		a.boosts.add(r)
	}
}

func (a *Active) isEmpty() bool {
	return len(a.pins) == 0 && len(a.categories) == 0 && len(a.blocked) == 0 && a.boosts.count == 0
}

// Rule returns a rule by its ID, or nil if the set has none. The caller must not change it.
func (a *Active) Rule(id string) *Rule {
	i, ok := slices.BinarySearchFunc(a.set.rules, id, func(r Rule, id string) int { return cmp.Compare(r.ID, id) })
	if !ok {
		return nil
	}
	return &a.set.rules[i]
}

// Blocks returns the rules that block products, in ID order. The caller must not change them.
func (a *Active) Blocks() []*Rule { return a.blocked }

// BlocksOnly returns a with only its rules that block products.
func (a *Active) BlocksOnly() *Active {
	return &Active{set: a.set, from: a.from, until: a.until, blocked: a.blocked}
}

// HasBoosts reports whether a rule lifts or lowers products.
func (a *Active) HasBoosts() bool { return a.boosts.count > 0 }

// Boost returns the change of a product's rank from all rules that lift or lower it: the sum of their strengths, from -1 to
// 1, where 1 is the largest change that one rule can make.
func (a *Active) Boost(p Facts) float64 {
	sum := 0.0
	a.boosts.matching(p, func(r *Rule) { sum += r.Boost() })
	return min(max(sum, -1), 1)
}

// Boosting returns the rules that lift or lower a product, in ID order.
func (a *Active) Boosting(p Facts) (rules []*Rule) {
	a.boosts.matching(p, func(r *Rule) { rules = append(rules, r) })
	slices.SortFunc(rules, func(x, y *Rule) int { return cmp.Compare(x.ID, y.ID) })
	return rules
}

// A Place is where a pin puts a product.
type Place struct {
	RuleID    string
	ProductID catalog.ID
	Position  int // from 1
}
