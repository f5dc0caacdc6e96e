package functions

import (
	"context"
	"errors"
	"log/slog"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/post"
)

type postsRequest struct {
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"100" description:"The maximum number of posts."`
	Cursor string `query:"cursor" description:"The nextCursor of the previous page. Without a cursor, the first posts are returned."`
}

type postsResponse struct {
	Posts      []post.Post `json:"posts" description:"In the order of the feed. A page may have fewer posts than the limit, even if others follow."`
	NextCursor string      `json:"nextCursor,omitempty" description:"The cursor of the next page. The last page has none."`
}

// PreloadImage implements api.Preloader. The poster of the first video is the largest thing on the first screen.
func (r postsResponse) PreloadImage() string {
	if len(r.Posts) == 0 {
		return ""
	}
	return r.Posts[0].PosterURL
}

// posts returns a page of the feed. It logs the posts that it skips because they are malformed.
func posts(r post.Reader, logger *slog.Logger) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in postsRequest) (postsResponse, error) {
		after, err := post.ParseCursor(in.Cursor)
		if err != nil {
			return postsResponse{}, err
		}
		page, err := r.Page(ctx, in.Limit, after)
		if err != nil {
			return postsResponse{}, err
		}
		for _, skipped := range page.Skipped {
			logSkipped(ctx, logger, &skipped)
		}
		return postsResponse{append([]post.Post{}, page.Posts...), page.Next.String()}, nil
	})
}

type postRequest struct {
	PostID string `path:"postId" minLength:"1" maxLength:"1500"`
}

// onePost returns a post. A malformed one is not found, and logged.
func onePost(r post.Reader, logger *slog.Logger) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in postRequest) (post.Post, error) {
		p, err := r.Get(ctx, in.PostID)
		if skipped, ok := errors.AsType[*post.DecodeError](err); ok {
			logSkipped(ctx, logger, skipped)
		}
		return p, err
	})
}

// logSkipped logs a malformed post. The number of lines is the number of posts that a response lacks.
func logSkipped(ctx context.Context, logger *slog.Logger, e *post.DecodeError) {
	logger.WarnContext(ctx, "post skipped", "post", e.ID, "err", e.Err)
}

func openPosts(a *wire.App) api.Endpoint { return posts(a.Posts, a.Logger) }

func openPost(a *wire.App) api.Endpoint { return onePost(a.Posts, a.Logger) }
