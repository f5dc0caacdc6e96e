package basket

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
)

// Limits of a basket. They bound the size of its document and the database reads that show it.
const (
	MaxLines    = 100
	MaxQuantity = 99
)

// ErrFull reports a change that would give a basket more than MaxLines products.
var ErrFull = errors.New("the basket is full")

// removalsKept is how long a basket remembers a removed line. A device that was offline for longer may bring the line back.
const removalsKept = 30 * 24 * time.Hour

// maxRemovals is the maximum number of removed lines that a basket remembers.
const maxRemovals = 100

// A Line is one product of a basket, or the removal of one.
type Line struct {
	ProductID catalog.ID
	Quantity  int           // 0: the shopper removed the product
	Price     catalog.Money // when the shopper added the product; zero if unknown
	Title     string        // when the shopper added the product
	AddedAt   time.Time
	ChangedAt time.Time
	Shown     Shown // zero if it is unknown
}

// Shown is the list from which the shopper added a product last, and when the list showed it.
type Shown struct {
	metrics.List
	At time.Time
}

// A Basket holds the lines of one shopper. Each product has one line.
type Basket struct{ Lines []Line }

// Merge returns b with the lines of other. Of two lines of one product, the later change wins, removals included; if
// both have the same time, other's wins. A line that stays in the basket keeps the price, the title and the time
// at which the shopper added it, and its list unless the change has another one. Merging the same lines again changes nothing.
func (b Basket) Merge(other []Line) Basket {
	lines := slices.Clone(b.Lines)
	for _, x := range other {
		i := slices.IndexFunc(lines, func(l Line) bool { return l.ProductID == x.ProductID })
		switch {
		case i < 0:
			lines = append(lines, x)
		case !x.ChangedAt.Before(lines[i].ChangedAt):
			lines[i] = lines[i].changedTo(x)
		}
	}
	return Basket{lines}
}

// changedTo returns a later line of the same product.
func (l Line) changedTo(x Line) Line {
	if l.Quantity > 0 && x.Quantity > 0 {
		x.Price, x.Title, x.AddedAt = l.Price, l.Title, l.AddedAt
		if x.Shown.Surface == "" {
			x.Shown = l.Shown
		}
	}
	return x
}

// Remove returns b without the products that were changed at the time or before: an order took them. It keeps a line that the
// shopper changed later.
func (b Basket) Remove(ids []catalog.ID, at time.Time) Basket {
	var removed []Line
	for _, l := range b.Lines {
		if l.Quantity > 0 && slices.Contains(ids, l.ProductID) {
			removed = append(removed, Line{ProductID: l.ProductID, ChangedAt: at})
		}
	}
	return b.Merge(removed)
}

// Present returns the lines that the shopper sees, in the order in which they were added.
func (b Basket) Present() []Line {
	lines := slices.DeleteFunc(slices.Clone(b.Lines), func(l Line) bool { return l.Quantity == 0 })
	slices.SortStableFunc(lines, func(x, y Line) int {
		return cmp.Or(x.AddedAt.Compare(y.AddedAt), cmp.Compare(x.ProductID, y.ProductID))
	})
	return lines
}

// Limited returns b with the MaxLines products that were added first, and its removals.
func (b Basket) Limited() Basket {
	present := b.Present()
	removals := slices.DeleteFunc(slices.Clone(b.Lines), func(l Line) bool { return l.Quantity > 0 })
	return Basket{append(present[:min(len(present), MaxLines)], removals...)}
}

// pruned returns b without removals that no device needs any more. It returns ErrFull if b has too many lines.
func (b Basket) pruned(now time.Time) (Basket, error) {
	present := b.Present()
	if len(present) > MaxLines {
		return Basket{}, ErrFull
	}
	removals := slices.DeleteFunc(slices.Clone(b.Lines), func(l Line) bool {
		return l.Quantity > 0 || now.Sub(l.ChangedAt) > removalsKept
	})
	slices.SortStableFunc(removals, func(x, y Line) int { return y.ChangedAt.Compare(x.ChangedAt) })
	return Basket{append(present, removals[:min(len(removals), maxRemovals)]...)}, nil
}
