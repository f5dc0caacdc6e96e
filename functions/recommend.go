package functions

import (
	"context"
	"errors"
	"log/slog"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/recommend"
)

// recommender is the part of recommend.Service that recommendations needs.
type recommender interface {
	Recommend(ctx context.Context, userID string, n, seen int) (recommend.NextCard, error)
	Popular(ctx context.Context, n int) (recommend.NextCard, error)
	Arms(ctx context.Context, userID string) map[string]string
}

type recommendRequest struct {
	UserID string `path:"userId" description:"The user whose token the request carries."`
	Limit  int    `query:"limit" default:"3" minimum:"1" maximum:"30" description:"The maximum number of products."`
	Seen   int    `query:"seen" default:"0" minimum:"0" maximum:"1000" description:"How many times the shopper has seen a card since their last search, click or dismissal. After every second view, the card shows the next best products."`
}

type recommendResponse struct {
	Products []recommend.Recommendation `json:"products" description:"The products of the next card, each with its reason."`
	Fallback string                     `json:"fallback,omitempty" enum:"popular" description:"Set to popular if the interaction log cannot be read, or if the query encoder fails for all of the user's recent interactions. The card then shows popular products."`
	recommend.Origin
}

// recommendations returns the user's next card. If the interaction log cannot be read, it returns popular products.
// A user ID other than the caller's is forbidden.
func recommendations(r recommender, logger *slog.Logger) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in recommendRequest) (recommendResponse, error) {
		if in.UserID != uid {
			return recommendResponse{}, api.ErrForbidden
		}
		card, err := r.Recommend(ctx, uid, in.Limit, in.Seen)
		if errors.Is(err, recommend.ErrHistory) && ctx.Err() == nil {
			logger.ErrorContext(ctx, "history not read, returning popular products", "err", err)
			card, err := r.Popular(ctx, in.Limit)
			card.Origin.Experiments = r.Arms(ctx, uid) // also a fallback counts for the shopper's arm
			return recommendResponse{card.Products, "popular", card.Origin}, err
		}
		res := recommendResponse{Products: card.Products, Origin: card.Origin}
		if card.Fallback {
			res.Fallback = "popular"
		}
		return res, err
	})
}

type popularRequest struct {
	Limit int `query:"limit" default:"3" minimum:"1" maximum:"30" description:"The maximum number of products."`
}

type popularResponse struct {
	Products []recommend.Recommendation `json:"products" description:"Popular products, each with its reason."`
	recommend.Origin
}

// popular returns a card of popular products, which is the same for every user.
func popular(r recommender) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in popularRequest) (popularResponse, error) {
		card, err := r.Popular(ctx, in.Limit)
		return popularResponse{card.Products, card.Origin}, err
	})
}

func openRecommend(a *wire.App) api.Endpoint { return recommendations(a.Service, a.Logger) }

func openPopular(a *wire.App) api.Endpoint { return popular(a.Service) }
