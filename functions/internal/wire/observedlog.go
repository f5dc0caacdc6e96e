package wire

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/telemetry"
)

// observedLog measures an interaction.Log.
type observedLog struct {
	interaction.Log
	telemetry *telemetry.Telemetry
}

// call measures one call of the log.
func (o observedLog) call(ctx context.Context, operation string, f func(context.Context) error) error {
	ctx, timer := o.telemetry.Stage(ctx, telemetry.Store, operation)
	err := f(ctx)
	timer.End(err)
	return err
}

func (o observedLog) Append(ctx context.Context, userID string, x interaction.Interaction) (id string, err error) {
	err = o.call(ctx, "Append", func(ctx context.Context) error { id, err = o.Log.Append(ctx, userID, x); return err })
	return id, err
}

func (o observedLog) Latest(ctx context.Context, userID string, n int) (all []interaction.Interaction, err error) {
	err = o.call(ctx, "Latest", func(ctx context.Context) error { all, err = o.Log.Latest(ctx, userID, n); return err })
	return all, err
}

func (o observedLog) Dismissed(ctx context.Context, userID string) (ids []catalog.ID, err error) {
	err = o.call(ctx, "Dismissed", func(ctx context.Context) error { ids, err = o.Log.Dismissed(ctx, userID); return err })
	return ids, err
}

func (o observedLog) Get(ctx context.Context, userID, id string) (x interaction.Interaction, err error) {
	err = o.call(ctx, "Get", func(ctx context.Context) error { x, err = o.Log.Get(ctx, userID, id); return err })
	return x, err
}

func (o observedLog) SetVector(ctx context.Context, userID, id string, vector []float32, model string) error {
	return o.call(ctx, "SetVector", func(ctx context.Context) error { return o.Log.SetVector(ctx, userID, id, vector, model) })
}

func (o observedLog) Page(ctx context.Context, userID string, limit int, after interaction.Cursor) (page []interaction.Interaction, next interaction.Cursor, err error) {
	err = o.call(ctx, "Page", func(ctx context.Context) error { page, next, err = o.Log.Page(ctx, userID, limit, after); return err })
	return page, next, err
}

func (o observedLog) Delete(ctx context.Context, userID, id string) error {
	return o.call(ctx, "Delete", func(ctx context.Context) error { return o.Log.Delete(ctx, userID, id) })
}

func (o observedLog) Clear(ctx context.Context, userID string, types ...interaction.Type) error {
	return o.call(ctx, "Clear", func(ctx context.Context) error { return o.Log.Clear(ctx, userID, types...) })
}
