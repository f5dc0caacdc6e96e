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
	Recommend(ctx context.Context, userID string, n, seen int) ([]recommend.Recommendation, error)
	Popular(ctx context.Context, n int) ([]recommend.Recommendation, error)
}

type recommendRequest struct {
	UserID string `path:"userId" description:"The user whose token the request carries."`
	Limit  int    `query:"limit" default:"3" minimum:"1" maximum:"30" description:"The most products to answer with."`
	Seen   int    `query:"seen" default:"0" minimum:"0" maximum:"1000" description:"How often the shopper has seen a card since they last searched, opened or dismissed anything: after every second time the next best follow."`
}

type recommendResponse struct {
	Products []recommend.Recommendation `json:"products" description:"The next card, each product with what brought it."`
	Fallback string                     `json:"fallback,omitempty" enum:"popular" description:"Where the log could not be read, so that the card is of popular products and knows nothing of the user."`
}

// recommendations answers with the user's next card, or with the popular one while the log is away.
// Nobody sees another's.
func recommendations(r recommender, logger *slog.Logger) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in recommendRequest) (recommendResponse, error) {
		if in.UserID != uid {
			return recommendResponse{}, api.ErrForbidden
		}
		products, err := r.Recommend(ctx, uid, in.Limit, in.Seen)
		if errors.Is(err, recommend.ErrHistory) && ctx.Err() == nil {
			logger.ErrorContext(ctx, "popular card in place of the user's", "err", err)
			products, err = r.Popular(ctx, in.Limit)
			return recommendResponse{products, "popular"}, err
		}
		return recommendResponse{Products: products}, err
	})
}

func openRecommend(a *wire.App) api.Endpoint { return recommendations(a.Service, a.Logger) }
