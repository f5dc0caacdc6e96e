package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// historyReader is the part of recommend.HistoryReader that history needs.
type historyReader interface {
	Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]recommend.HistoryEntry, interaction.Cursor, error)
}

type historyRequest struct {
	Limit  int    `query:"limit" default:"20" minimum:"1" maximum:"100" description:"The most interactions to answer with."`
	Cursor string `query:"cursor" description:"The nextCursor of the page before; none for the newest."`
}

type historyResponse struct {
	Interactions []recommend.HistoryEntry `json:"interactions" description:"Newest first."`
	NextCursor   string                   `json:"nextCursor,omitempty" description:"Where the next page begins, where there is one."`
}

// history answers with what the log holds of the user.
func history(h historyReader) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in historyRequest) (historyResponse, error) {
		after, err := interaction.ParseCursor(in.Cursor)
		if err != nil {
			return historyResponse{}, err
		}
		page, next, err := h.Page(ctx, uid, in.Limit, after)
		return historyResponse{page, next.String()}, err
	})
}

func openHistory(a *wire.App) api.Endpoint { return history(a.History) }
