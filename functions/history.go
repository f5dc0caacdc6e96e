package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/interaction"
)

// historyReader is the part of interaction.HistoryReader that history needs.
type historyReader interface {
	Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]interaction.HistoryEntry, interaction.Cursor, error)
}

type historyRequest struct {
	Limit  int    `query:"limit" default:"20" minimum:"1" maximum:"100" description:"The maximum number of interactions."`
	Cursor string `query:"cursor" description:"The nextCursor of the previous page. Without a cursor, the newest interactions are returned."`
}

type historyResponse struct {
	Interactions []interaction.HistoryEntry `json:"interactions" description:"Newest first."`
	NextCursor   string                     `json:"nextCursor,omitempty" description:"The cursor of the next page. The last page has none."`
}

// history returns a page of the user's interactions, newest first.
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
