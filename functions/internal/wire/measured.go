package wire

import (
	"context"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/telemetry"
)

// measuredProducts opens the database on the first call and measures each call.
type measuredProducts struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

// Get implements products.
func (p measuredProducts) Get(ctx context.Context, id catalog.ID) (product catalog.Product, err error) {
	ctx, timer := p.telemetry.Stage(ctx, telemetry.Store, "Product")
	defer func() { timer.End(err) }()
	d, err := p.database.Get(ctx)
	if err != nil {
		return catalog.Product{}, err
	}
	return d.products.Get(ctx, id)
}

// Update implements catalog.Updater.
func (p measuredProducts) Update(ctx context.Context, id catalog.ID, change func(catalog.Product) (catalog.Product, error)) (product catalog.Product, err error) {
	ctx, timer := p.telemetry.Stage(ctx, telemetry.Store, "UpdateProduct")
	defer func() { timer.End(err) }()
	d, err := p.database.Get(ctx)
	if err != nil {
		return catalog.Product{}, err
	}
	return d.products.Update(ctx, id, change)
}

// measuredPosts opens the database on the first call and measures each call.
type measuredPosts struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

// Page implements post.Reader.
func (p measuredPosts) Page(ctx context.Context, limit int, after post.Cursor) (page post.Page, err error) {
	ctx, timer := p.telemetry.Stage(ctx, telemetry.Store, "Posts")
	defer func() { timer.End(err) }()
	d, err := p.database.Get(ctx)
	if err != nil {
		return post.Page{}, err
	}
	return d.posts.Page(ctx, limit, after)
}

// Get implements post.Reader.
func (p measuredPosts) Get(ctx context.Context, id string) (found post.Post, err error) {
	ctx, timer := p.telemetry.Stage(ctx, telemetry.Store, "Post")
	defer func() { timer.End(err) }()
	d, err := p.database.Get(ctx)
	if err != nil {
		return post.Post{}, err
	}
	return d.posts.Get(ctx, id)
}

// measuredLog opens the database on the first call and measures each call.
type measuredLog struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

// start begins the measurement of one operation and returns the log that serves it.
func (l measuredLog) start(ctx context.Context, operation string) (context.Context, telemetry.Timer, interaction.Log, error) {
	ctx, timer := l.telemetry.Stage(ctx, telemetry.Store, operation)
	d, err := l.database.Get(ctx)
	if err != nil {
		timer.End(err)
		return ctx, timer, nil, err
	}
	return ctx, timer, d.log, nil
}

// Append implements interaction.Log.
func (l measuredLog) Append(ctx context.Context, userID string, x interaction.Interaction) (string, error) {
	ctx, timer, log, err := l.start(ctx, "Append")
	if err != nil {
		return "", err
	}
	id, err := log.Append(ctx, userID, x)
	timer.End(err)
	return id, err
}

// Latest implements interaction.Log.
func (l measuredLog) Latest(ctx context.Context, userID string, n int) ([]interaction.Interaction, error) {
	ctx, timer, log, err := l.start(ctx, "Latest")
	if err != nil {
		return nil, err
	}
	latest, err := log.Latest(ctx, userID, n)
	timer.End(err)
	return latest, err
}

// Dismissed implements interaction.Log.
func (l measuredLog) Dismissed(ctx context.Context, userID string) ([]catalog.ID, error) {
	ctx, timer, log, err := l.start(ctx, "Dismissed")
	if err != nil {
		return nil, err
	}
	ids, err := log.Dismissed(ctx, userID)
	timer.End(err)
	return ids, err
}

// Purchased implements interaction.Log.
func (l measuredLog) Purchased(ctx context.Context, userID string) ([]catalog.ID, error) {
	ctx, timer, log, err := l.start(ctx, "Purchased")
	if err != nil {
		return nil, err
	}
	ids, err := log.Purchased(ctx, userID)
	timer.End(err)
	return ids, err
}

// Get implements interaction.Log.
func (l measuredLog) Get(ctx context.Context, userID, id string) (interaction.Interaction, error) {
	ctx, timer, log, err := l.start(ctx, "Get")
	if err != nil {
		return interaction.Interaction{}, err
	}
	x, err := log.Get(ctx, userID, id)
	timer.End(err)
	return x, err
}

// SetVector implements interaction.Log.
func (l measuredLog) SetVector(ctx context.Context, userID, id string, vector []float32, model string) error {
	ctx, timer, log, err := l.start(ctx, "SetVector")
	if err != nil {
		return err
	}
	err = log.SetVector(ctx, userID, id, vector, model)
	timer.End(err)
	return err
}

// Page implements interaction.Log.
func (l measuredLog) Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]interaction.Interaction, interaction.Cursor, error) {
	ctx, timer, log, err := l.start(ctx, "Page")
	if err != nil {
		return nil, interaction.Cursor{}, err
	}
	page, next, err := log.Page(ctx, userID, limit, after)
	timer.End(err)
	return page, next, err
}

// Delete implements interaction.Log.
func (l measuredLog) Delete(ctx context.Context, userID, id string) error {
	ctx, timer, log, err := l.start(ctx, "Delete")
	if err != nil {
		return err
	}
	err = log.Delete(ctx, userID, id)
	timer.End(err)
	return err
}

// Clear implements interaction.Log.
func (l measuredLog) Clear(ctx context.Context, userID string, types ...interaction.Type) error {
	ctx, timer, log, err := l.start(ctx, "Clear")
	if err != nil {
		return err
	}
	err = log.Clear(ctx, userID, types...)
	timer.End(err)
	return err
}
