package firestoredb

import (
	"context"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

// filled adds Fill to Rules, for the conformance suite.
type filled struct{ *Rules }

// Fill stores many rules in an empty store, without transactions.
func (s filled) Fill(ctx context.Context, rules []rule.Rule) error {
	b := newBulk(ctx, s.client, "rule")
	for i := range rules {
		b.set(s.collection().Doc(rules[i].ID), encodeRule(&rules[i]))
	}
	b.set(s.version(), ruleVersionDoc{Version: 1, Count: len(rules)})
	_, err := b.end()
	return err
}

func TestRules(t *testing.T) {
	ruletest.TestStore(t, func(t *testing.T) rule.Store { return filled{NewRules(open(t))} })
}

func TestLoadReportsInvalidRules(t *testing.T) {
	s := NewRules(open(t))
	ruletest.Put(t, s, ruletest.Block("good", "p1"))
	for id, data := range map[string]map[string]any{"type": {"kind": 3}, "kind": {"kind": "raise", "name": "x"}} {
		set(t, s.client, rulesPath+"/"+id, data)
	}
	all, err := s.Load(t.Context())
	if err != nil || len(all.Rules) != 1 || len(all.Invalid) != 2 {
		t.Errorf("Load = %+v, %v, want one rule and two invalid ones", all, err)
	}
	ruletest.Put(t, s, ruletest.Block("kind", catalog.ID("p2"))) // replaces the invalid rule
	if all, err := s.Load(t.Context()); err != nil || len(all.Rules) != 2 || len(all.Invalid) != 1 {
		t.Errorf("Load after the replacement = %+v, %v, want two rules", all, err)
	}
}
