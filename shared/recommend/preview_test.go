package recommend_test

import (
	"errors"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

func previewed(products []recommend.PreviewProduct) (ids []catalog.ID) {
	for _, p := range products {
		ids = append(ids, p.ID)
	}
	return ids
}

func preview(t *testing.T, s *shop, r recommend.PreviewRequest, before, after []rule.Rule) recommend.Preview {
	t.Helper()
	p, err := s.Preview(t.Context(), r, rule.NewSet(1, before), rule.NewSet(1, after))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPreviewOfASearch(t *testing.T) {
	s := newSweatshirtShop(t)
	shown, err := s.log.Latest(t.Context(), ann, 10)
	if err != nil {
		t.Fatal(err)
	}
	r := recommend.PreviewRequest{Query: "sweatshirt", Limit: 4}
	p := preview(t, s, r, []rule.Rule{ruletest.Block("b", "p13")}, []rule.Rule{ruletest.Pin("a", "sweatshirt", "p13", 1), ruletest.Block("b", "p12")})
	before, after := previewed(p.Before), previewed(p.After)
	if place(before, "p13") != 0 || place(before, "p12") == 0 {
		t.Errorf("before = %q, want p12 and not the blocked p13", before)
	}
	if place(after, "p13") != 1 || place(after, "p12") != 0 || len(p.After[0].Effects) != 1 || p.After[0].Effects[0].RuleID != "a" {
		t.Errorf("after = %+v, want the pinned p13 first with its rule, and not p12", p.After)
	}
	removed := previewed(p.Removed)
	i := place(removed, "p12") - 1
	if i < 0 || len(p.Removed[i].Effects) != 1 || p.Removed[i].Effects[0].Kind != rule.Block {
		t.Errorf("removed = %+v, want p12 with the rule that blocks it", p.Removed)
	}
	if after, err := s.log.Latest(t.Context(), ann, 10); err != nil || len(after) != len(shown) {
		t.Errorf("a preview changed a log from %d to %d interactions, %v", len(shown), len(after), err)
	}
}

func TestPreviewOfACard(t *testing.T) {
	s := newSweatshirtShop(t)
	r := recommend.PreviewRequest{Interests: []recommend.PreviewInterest{{Query: "zip sweatshirt"}, {ProductID: "p13"}}, Limit: 3}
	p := preview(t, s, r, nil, []rule.Rule{ruletest.Block("b", "p12"), lifted("Cobble")})
	if before := previewed(p.Before); len(before) != 3 || before[0] != "p12" || place(before, "p13") != 0 {
		t.Errorf("before = %q, want p12 first and not the clicked p13", before)
	}
	if reason := p.Before[0].Reason; reason == nil || reason.Query != "zip sweatshirt" || reason.InteractionID != "" {
		t.Errorf("reason = %+v, want the sample search without an interaction", reason)
	}
	if after := previewed(p.After); len(after) != 3 || place(after, "p12") != 0 {
		t.Errorf("after = %q, want three products without p12", after)
	}
}

func TestPreviewOfALaterTime(t *testing.T) {
	s := newSweatshirtShop(t)
	sale := ruletest.Block("b", "p13")
	sale.Start = time.Now().Add(24 * time.Hour)
	r := recommend.PreviewRequest{Query: "sweatshirt", Limit: 10}
	if p := preview(t, s, r, nil, []rule.Rule{sale}); len(p.Removed) != 0 {
		t.Errorf("a rule of tomorrow removes %q now", previewed(p.Removed))
	}
	r.At = sale.Start
	if p := preview(t, s, r, nil, []rule.Rule{sale}); len(p.Removed) != 1 {
		t.Errorf("a rule of tomorrow removes %q tomorrow, want p13", previewed(p.Removed))
	}
}

func TestPreviewRefuses(t *testing.T) {
	s := newSweatshirtShop(t)
	for field, r := range map[string]recommend.PreviewRequest{
		"query":                  {Limit: 3},
		"query and interests":    {Limit: 3, Query: "x", Interests: []recommend.PreviewInterest{{Query: "y"}}},
		"interests":              {Limit: 3, Interests: make([]recommend.PreviewInterest, 11)},
		"interests[0]":           {Limit: 3, Interests: make([]recommend.PreviewInterest, 1)},
		"interests[0].query":     {Limit: 3, Interests: []recommend.PreviewInterest{{Query: "\xff"}}},
		"interests[0].productId": {Limit: 3, Interests: []recommend.PreviewInterest{{ProductID: "gone"}}},
	} {
		_, err := s.Preview(t.Context(), r, new(rule.Set), new(rule.Set))
		if f := (*invalid.FieldError)(nil); !errors.As(err, &f) || f.Field != field && field != "query and interests" {
			t.Errorf("Preview(%+v) = %v, want a FieldError of %s", r, err, field)
		}
	}
	if _, err := s.Preview(t.Context(), recommend.PreviewRequest{Query: "x"}, new(rule.Set), new(rule.Set)); !errors.Is(err, invalid.ErrLimit) {
		t.Errorf("Preview without a limit = %v, want ErrLimit", err)
	}
}
