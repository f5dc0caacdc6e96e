package recommend

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/rule"
)

// MaxPreviewInterests is the maximum number of interests of a sample shopper.
const MaxPreviewInterests = 10

// A PreviewRequest says what to preview: the search for a query, or the card of a sample shopper with interests.
type PreviewRequest struct {
	Query     string
	Interests []PreviewInterest // newest first
	Limit     int
	At        time.Time // moment of the prices and the rules; zero means now
}

// A PreviewInterest is what a sample shopper did: a search or a click.
type PreviewInterest struct {
	Query     string     `json:"query,omitempty" maxLength:"2000" description:"The shopper searched for this."`
	ProductID catalog.ID `json:"productId,omitempty" description:"The shopper opened this product."`
}

// A Preview is a result under two versions of the rules.
type Preview struct {
	Before  []PreviewProduct `json:"before" description:"The products under the rules that apply now."`
	After   []PreviewProduct `json:"after" description:"The products under the draft."`
	Removed []PreviewProduct `json:"removed,omitempty" description:"The products of before that are not in after, with the effects of the draft."`
}

// A PreviewProduct is a product with the effects of the rules on it.
type PreviewProduct struct {
	catalog.Card
	Reason  *Reason  `json:"reason,omitempty" description:"Why a card shows the product. Missing in a search."`
	Effects []Effect `json:"effects,omitempty" description:"What the rules do to the place of the product."`
}

// Preview returns what a search or a card shows under two versions of the rules. It reads no history and logs nothing. It
// returns an *invalid.FieldError for an invalid request and invalid.ErrLimit for an invalid limit.
func (s *Service) Preview(ctx context.Context, r PreviewRequest, before, after *rule.Set) (p Preview, err error) {
	if err := r.validate(); err != nil {
		return Preview{}, err
	}
	if r.At.IsZero() {
		r.At = s.now()
	}
	old, draft := s.withRules(before, r.At), s.withRules(after, r.At)
	if p.Before, err = old.preview(ctx, r); err != nil {
		return Preview{}, err
	}
	if p.After, err = draft.preview(ctx, r); err != nil {
		return Preview{}, err
	}
	for _, b := range p.Before {
		if !slices.ContainsFunc(p.After, func(a PreviewProduct) bool { return a.ID == b.ID }) {
			p.Removed = append(p.Removed, b)
		}
	}
	return p, draft.addEffects(ctx, p.Removed, nil)
}

func (r *PreviewRequest) validate() error {
	switch {
	case (r.Query == "") == (len(r.Interests) == 0):
		return &invalid.FieldError{Field: "query", Problem: "a preview needs either a query or interests"}
	case len(r.Interests) > MaxPreviewInterests:
		return &invalid.FieldError{Field: "interests", Problem: fmt.Sprintf("has %d elements, more than %d", len(r.Interests), MaxPreviewInterests)}
	}
	for i, x := range r.Interests {
		if (x.Query == "") == (x.ProductID == "") {
			return &invalid.FieldError{Field: fmt.Sprintf("interests[%d]", i), Problem: "needs either a query or a product"}
		}
		if x.Query != "" {
			if f, ok := errors.AsType[*invalid.FieldError](interaction.ValidateQuery(x.Query)); ok {
				return &invalid.FieldError{Field: fmt.Sprintf("interests[%d].query", i), Problem: f.Problem}
			}
		}
	}
	return invalid.CheckLimit(r.Limit, MaxRecommendLimit)
}

// withRules returns a service for other rules and a fixed time.
func (s *Service) withRules(set *rule.Set, at time.Time) *Service {
	other := *s
	other.rules, other.now = newRuleCache(FixedRules(set)), func() time.Time { return at }
	return &other
}

// preview returns the result of r with its effects.
func (s *Service) preview(ctx context.Context, r PreviewRequest) ([]PreviewProduct, error) {
	if r.Query == "" {
		return s.previewCard(ctx, r)
	}
	res, err := s.SearchFor(ctx, "", SearchRequest{Query: r.Query, Limit: r.Limit})
	if err != nil {
		return nil, err
	}
	all := make([]PreviewProduct, len(res.Products))
	for i, c := range res.Products {
		all[i].Card = c
	}
	return all, s.addEffects(ctx, all, res.Pinned)
}

// previewCard returns the card of a sample shopper.
func (s *Service) previewCard(ctx context.Context, r PreviewRequest) (all []PreviewProduct, err error) {
	h := &history{}
	for i, x := range r.Interests {
		kind := interaction.Search
		if x.ProductID != "" {
			kind = interaction.Click
		}
		h.latest = append(h.latest, interaction.Interaction{ID: fmt.Sprint(i), Type: kind, Query: x.Query, ProductID: x.ProductID})
	}
	err = s.use(ctx, func(v *View) error {
		v.expect(h.products()...)
		for i, x := range r.Interests {
			if _, ok := v.Cards.Row(x.ProductID); x.ProductID != "" && !ok {
				return &invalid.FieldError{Field: fmt.Sprintf("interests[%d].productId", i), Problem: fmt.Sprintf("%.40q is not a product of the index", x.ProductID)}
			}
		}
		interests, err := s.interests(ctx, v, h, &Settings{}, s.embed)
		if err != nil {
			return err
		}
		card, err := v.card(interests, h, &CardEntry{Ranker: s.ranker, Limit: r.Limit})
		for i := range card {
			card[i].Reason.InteractionID = "" // there is no such interaction
			all = append(all, PreviewProduct{Card: card[i].Card, Reason: &card[i].Reason})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return all, s.addEffects(ctx, all, nil)
}

// addEffects sets the effects of the rules on products.
func (s *Service) addEffects(ctx context.Context, products []PreviewProduct, pinned map[catalog.ID]string) error {
	ids := make([]catalog.ID, len(products))
	for i := range products {
		ids[i] = products[i].ID
	}
	effects, err := s.Explain(ctx, ids, pinned)
	for i := range products {
		products[i].Effects = effects[products[i].ID]
	}
	return err
}
