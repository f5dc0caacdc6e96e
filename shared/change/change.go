package change

import (
	"errors"
	"fmt"
	"math"
	"time"

	"shopfyp.dev/shared/catalog"
)

// A Change is the newest state of a product.
type Change struct {
	ID catalog.ID
	// Product is what cards, searches and snapshots need of the product: see Trim. It is nil if the product was
	// deleted or is not offered. Such a change is a tombstone.
	Product *catalog.Product
	Vector  []float32 // vector of Product.Text
	Model   string    // model of the vector, see embed.Embedder
	At      time.Time // commit time by the store's clock; the store sets it
}

// Removed reports whether the change is a tombstone.
func (c *Change) Removed() bool { return c.Product == nil }

// Trim returns the product without the fields that only its own page shows.
func Trim(p catalog.Product) catalog.Product {
	p.Description, p.AdditionalImages, p.Source = "", nil, ""
	return p
}

// Validate returns an error that names the first invalid field.
func (c *Change) Validate() error {
	if c.Product == nil {
		return c.ID.Validate()
	}
	if c.Product.ID != c.ID {
		return fmt.Errorf("change of %q has the product %q", c.ID, c.Product.ID)
	}
	if err := c.Product.Validate(); err != nil {
		return err
	}
	if len(c.Vector) == 0 || len(c.Vector) > catalog.MaxDim || c.Model == "" {
		return fmt.Errorf("vector has %d elements and model %q", len(c.Vector), c.Model)
	}
	for _, x := range c.Vector {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return errors.New("vector has an element that is not finite")
		}
	}
	return nil
}
