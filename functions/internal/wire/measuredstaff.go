package wire

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/telemetry"
)

// measuredStaff opens the database on the first call and measures each call.
type measuredStaff struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

// Add implements staff.Log.
func (m measuredStaff) Add(ctx context.Context, c staff.Change) (id string, err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "AddStaffChange")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return "", err
	}
	return d.staff.Add(ctx, c)
}

// Fail implements staff.Log.
func (m measuredStaff) Fail(ctx context.Context, id string) (err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "FailStaffChange")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return err
	}
	return d.staff.Fail(ctx, id)
}

// Newest implements staff.Log.
func (m measuredStaff) Newest(ctx context.Context, n int, before time.Time) (changes []staff.Change, err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "StaffChanges")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return nil, err
	}
	return d.staff.Newest(ctx, n, before)
}
