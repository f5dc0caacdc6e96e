package wire

import (
	"context"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/telemetry"
)

// measuredBaskets opens the database on the first call and measures each call.
type measuredBaskets struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

// Get implements basket.Store.
func (b measuredBaskets) Get(ctx context.Context, userID string) (found basket.Basket, err error) {
	ctx, timer := b.telemetry.Stage(ctx, telemetry.Store, "Basket")
	defer func() { timer.End(err) }()
	d, err := b.database.Get(ctx)
	if err != nil {
		return basket.Basket{}, err
	}
	return d.baskets.Get(ctx, userID)
}

// Update implements basket.Store.
func (b measuredBaskets) Update(ctx context.Context, userID string, change func(basket.Basket) (basket.Basket, error)) (updated basket.Basket, err error) {
	ctx, timer := b.telemetry.Stage(ctx, telemetry.Store, "UpdateBasket")
	defer func() { timer.End(err) }()
	d, err := b.database.Get(ctx)
	if err != nil {
		return basket.Basket{}, err
	}
	return d.baskets.Update(ctx, userID, change)
}
