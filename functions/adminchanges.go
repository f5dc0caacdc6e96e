package functions

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/staff"
)

// changeLog is the part of staff.Log that staffChanges needs.
type changeLog interface {
	Newest(ctx context.Context, n int, before time.Time) ([]staff.Change, error)
}

type staffChangesRequest struct {
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"100" description:"Maximum number of changes."`
	Before string `query:"before" format:"date-time" description:"Only changes before this time: the time of the last change of the page before."`
}

type staffChangesResponse struct {
	Changes []staff.Change `json:"changes" description:"What the staff changed, newest first."`
}

// staffChanges returns what the staff changed.
func staffChanges(l changeLog) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in staffChangesRequest) (staffChangesResponse, error) {
		var before time.Time
		if in.Before != "" {
			var err error
			if before, err = parseTime("before", in.Before); err != nil {
				return staffChangesResponse{}, err
			}
		}
		changes, err := l.Newest(ctx, in.Limit, before)
		return staffChangesResponse{changes}, err
	})
}

func openStaffChanges(a *wire.App) api.Endpoint { return staffChanges(a.StaffChanges) }
