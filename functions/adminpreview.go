package functions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/rule"
)

// previewer is the part of recommend.Service that preview needs.
type previewer interface {
	Preview(ctx context.Context, r recommend.PreviewRequest, before, after *rule.Set) (recommend.Preview, error)
}

type previewRequest struct {
	Query     string                      `json:"query,omitempty" maxLength:"2000" description:"The search to preview."`
	Interests []recommend.PreviewInterest `json:"interests,omitempty" maxItems:"10" description:"Instead of a query: what a sample shopper did, newest first. The preview is the shopper's next card."`
	Limit     int                         `json:"limit,omitempty" default:"10" minimum:"1" maximum:"30" description:"The maximum number of products."`
	At        time.Time                   `json:"at,omitzero" description:"The moment to preview. Missing: now."`
	Draft     []rule.Rule                 `json:"draft,omitempty" maxItems:"20" description:"Rules to add, or to replace those with the same IDs. They need IDs."`
	Delete    []string                    `json:"delete,omitempty" maxItems:"20" description:"IDs of rules to leave out."`
}

// maxDraft is the maximum number of rules that a preview adds or leaves out.
const maxDraft = 20

// preview returns a search or a card before and after a draft of rules. It stores and logs nothing.
func preview(p previewer, rules ruleReader) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in previewRequest) (recommend.Preview, error) {
		if err := in.validate(); err != nil {
			return recommend.Preview{}, err
		}
		before, err := rules.Newest(ctx)
		if err != nil {
			return recommend.Preview{}, err
		}
		r := recommend.PreviewRequest{Query: in.Query, Interests: in.Interests, Limit: in.Limit, At: in.At}
		return p.Preview(ctx, r, before, before.With(in.Draft, in.Delete...))
	})
}

func (in *previewRequest) validate() error {
	switch {
	case len(in.Draft) > maxDraft:
		return &invalid.FieldError{Field: "draft", Problem: fmt.Sprintf("has more than %d rules", maxDraft)}
	case len(in.Delete) > maxDraft:
		return &invalid.FieldError{Field: "delete", Problem: fmt.Sprintf("has more than %d IDs", maxDraft)}
	}
	ids := make(map[string]bool)
	for i := range in.Draft {
		err := in.Draft[i].Validate()
		if err == nil && ids[in.Draft[i].ID] {
			err = &invalid.FieldError{Field: "id", Problem: "is given more than once"}
		}
		if f, ok := errors.AsType[*invalid.FieldError](err); ok {
			return &invalid.FieldError{Field: fmt.Sprintf("draft[%d].%s", i, f.Field), Problem: f.Problem}
		}
		ids[in.Draft[i].ID] = true
	}
	return nil
}

func openPreview(a *wire.App) api.Endpoint { return preview(a.Service, a.LiveRules) }
