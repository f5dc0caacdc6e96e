package load

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
)

// ours is the store of changes, whose vectors are all by one model. While a new model's collection is loaded, the
// functions still record vectors of the old one.
type ours struct {
	change.Store
	embedder embed.Embedder
}

// Get implements change.Store.
func (o ours) Get(ctx context.Context, id catalog.ID) (change.Change, error) {
	c, err := o.Store.Get(ctx, id)
	if err != nil {
		return c, err
	}
	return o.convert(ctx, c)
}

// convert returns the change with a vector of the model.
func (o ours) convert(ctx context.Context, c change.Change) (change.Change, error) {
	if c.Removed() || c.Model == o.embedder.Model() {
		return c, nil
	}
	v, err := o.embedder.EmbedDocument(ctx, c.Product.Text())
	if err != nil {
		return c, fmt.Errorf("embed product %q: %w", c.ID, err)
	}
	c.Vector, c.Model = v, o.embedder.Model()
	return c, nil
}
