package recommend

import (
	"context"
	"fmt"
	"slices"

	"shopfyp.dev/shared/invalid"
)

// Settings are the parameters of ranking that can differ between shoppers. A missing one is the shop's own.
type Settings struct {
	Ranker       Ranker   `json:"ranker,omitempty" enum:"interests,original" description:"Chooses the products of cards."`
	WordsWeight  *float64 `json:"wordsWeight,omitempty" minimum:"0" maximum:"2" description:"Weight of word coverage in searches, relative to the cosine."`
	CoOccurrence *float64 `json:"coOccurrenceWeight,omitempty" minimum:"0" maximum:"2" description:"Weight of related products in cards, relative to the cosine."`
	Diversity    *float64 `json:"diversity,omitempty" minimum:"0" maximum:"1" description:"Weight of the difference between the products of a card, versus their relevance."`
	Rules        *bool    `json:"rules,omitempty" description:"Whether the shop's merchandising rules apply."`
}

// MaxWeight is the largest weight relative to the cosine. A larger one would make the cosine meaningless.
const MaxWeight = 2

// Validate returns a *invalid.FieldError for the first invalid setting. field is the name of s in the API.
func (s *Settings) Validate(field string) error {
	if s.Ranker != "" && !slices.Contains(Rankers, s.Ranker) {
		return &invalid.FieldError{Field: field + ".ranker", Problem: fmt.Sprintf("%.40q is not one of %q", s.Ranker, Rankers)}
	}
	for _, number := range []struct {
		name  string
		value *float64
		most  float64
	}{{"wordsWeight", s.WordsWeight, MaxWeight}, {"coOccurrenceWeight", s.CoOccurrence, MaxWeight}, {"diversity", s.Diversity, 1}} {
		if number.value != nil && !(*number.value >= 0 && *number.value <= number.most) {
			return &invalid.FieldError{Field: field + "." + number.name, Problem: fmt.Sprintf("is %g, not 0 to %g", *number.value, number.most)}
		}
	}
	return nil
}

// Over returns s with the missing settings of base.
func (s Settings) Over(base Settings) Settings {
	if s.Ranker == "" {
		s.Ranker = base.Ranker
	}
	s.WordsWeight = firstSet(s.WordsWeight, base.WordsWeight)
	s.CoOccurrence = firstSet(s.CoOccurrence, base.CoOccurrence)
	s.Diversity = firstSet(s.Diversity, base.Diversity)
	s.Rules = firstSet(s.Rules, base.Rules)
	return s
}

// Shares returns the API name of the first setting that both s and other have, or "".
func (s *Settings) Shares(other *Settings) string {
	switch {
	case s.Ranker != "" && other.Ranker != "":
		return "ranker"
	case s.WordsWeight != nil && other.WordsWeight != nil:
		return "wordsWeight"
	case s.CoOccurrence != nil && other.CoOccurrence != nil:
		return "coOccurrenceWeight"
	case s.Diversity != nil && other.Diversity != nil:
		return "diversity"
	case s.Rules != nil && other.Rules != nil:
		return "rules"
	}
	return ""
}

func firstSet[T any](a, b *T) *T {
	if a != nil {
		return a
	}
	return b
}

// valueOr returns what p points to, or fallback for nil.
func valueOr[T any](p *T, fallback T) T {
	if p != nil {
		return *p
	}
	return fallback
}

// An Assignment holds the arms of a shopper in the running experiments.
type Assignment struct {
	Arms     map[string]string // label of the arm by experiment; nil without experiments
	Settings Settings
}

// Experiments assigns shoppers to arms. It is safe for concurrent use.
type Experiments interface {
	// Assign returns the arms of a user. It does not fail: without an answer from the database, a shopper is in no experiment.
	Assign(ctx context.Context, userID string) Assignment
}

// assign returns the arms of a user. A shopper without an account is in no experiment: nothing says that two visits are
// those of one shopper.
func (s *Service) assign(ctx context.Context, userID string) Assignment {
	if userID == "" || s.experiments == nil {
		return Assignment{}
	}
	return s.experiments.Assign(ctx, userID)
}

// startAssign starts to assign a user. The function that it returns waits for the result.
func (s *Service) startAssign(ctx context.Context, userID string) func() Assignment {
	if userID == "" || s.experiments == nil {
		return func() Assignment { return Assignment{} }
	}
	done := make(chan Assignment, 1)
	go func() { done <- s.assign(ctx, userID) }()
	return func() Assignment { return <-done }
}

// Arms returns the label of the user's arm in each running experiment, for lists that no setting changes.
func (s *Service) Arms(ctx context.Context, userID string) map[string]string {
	return s.assign(ctx, userID).Arms
}
