package recommend

import (
	"context"

	"shopfyp.dev/shared/query"
)

// A Correction is a query that was searched for instead of the typed one.
type Correction struct {
	From string `json:"from" description:"The query as typed."`
	To   string `json:"to" description:"The query that was searched for."`
}

// An understood query is what a shopper means by a query.
type understood struct {
	query.Parsed
	text       string // the query to search for
	correction *Correction
}

// understand corrects and parses the query of r with the words of the current View. Without a View, it parses the query
// as typed: the search that follows reports the error.
func (s *Service) understand(ctx context.Context, r SearchRequest) (u understood) {
	err := s.use(ctx, func(v *View) error {
		u = v.understand(r.Query, r.AsTyped)
		return nil
	})
	if err != nil {
		u = understood{text: r.Query, Parsed: query.Parse(r.Query)}
	}
	return u
}

func (v *View) understand(text string, asTyped bool) understood {
	u := understood{text: query.NameEmoji(text)}
	if !asTyped {
		if to := v.correct(u.text); to != u.text {
			u.text, u.correction = to, &Correction{From: text, To: to}
		}
	}
	u.Parsed = query.ParseWith(u.text, v.names())
	return u
}

// correct returns text without typing errors. It returns text itself if the snapshot has no speller or a damaged one: a
// search without a correction is better than none.
func (v *View) correct(text string) string {
	if v.Speller == nil || v.Lexicon == nil {
		return text
	}
	to, err := v.Speller.Correct(text, v.Lexicon)
	if err != nil {
		return text
	}
	return to
}
