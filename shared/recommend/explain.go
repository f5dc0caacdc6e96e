package recommend

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/rule"
)

// An Effect says what a rule does to the place of a product.
type Effect struct {
	RuleID   string    `json:"ruleId"`
	Name     string    `json:"name" description:"Why the rule exists."`
	Kind     rule.Kind `json:"kind" enum:"pin,lift,lower,block"`
	Position int       `json:"position,omitempty" description:"The place that a pin gives to the product."`
	Score    float64   `json:"score,omitempty" description:"The change of the product's score by a lift or a lower. The sum of all is at most 0.1 in either direction."`
}

// Explain returns the effects of the current rules on products, by product. pinned are the pins that applied to a search,
// see SearchResult.Pinned. A product without effects is not in the result.
func (s *Service) Explain(ctx context.Context, ids []catalog.ID, pinned map[catalog.ID]string) (all map[catalog.ID][]Effect, err error) {
	err = s.use(ctx, func(v *View) error {
		all = v.explain(ids, pinned)
		return nil
	})
	return all, err
}

func (v *View) explain(ids []catalog.ID, pinned map[catalog.ID]string) map[catalog.ID][]Effect {
	if v.rules == nil {
		return nil
	}
	all := make(map[catalog.ID][]Effect)
	v.expect(ids...)
	for _, id := range ids {
		if effects := v.effects(id, pinned[id]); len(effects) > 0 {
			all[id] = effects
		}
	}
	return all
}

// effects returns the effects on a product: that of the pin first, then those of lifts and lowers, then that of a block.
func (v *View) effects(id catalog.ID, pin string) (all []Effect) {
	add := func(r *rule.Rule, score float64) {
		if r != nil { // it may have changed since the search
			all = append(all, Effect{r.ID, r.Name, r.Kind, r.Position, score})
		}
	}
	if pin != "" {
		add(v.rules.Rule(pin), 0)
	}
	row, ok := v.Cards.Row(id)
	if !ok {
		return all
	}
	if v.hasBoosts() {
		for _, r := range v.rules.Boosting(v.facts(row)) {
			add(r, maxBoost*r.Boost())
		}
	}
	if block := v.rules.blockedBy(v, row); block != "" {
		add(v.rules.Rule(block), 0)
	}
	return all
}
