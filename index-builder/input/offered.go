package input

import (
	"errors"
	"iter"

	"shopfyp.dev/shared/catalog"
)

// Offered yields the valid products that the shop offers, so that one bad product does not block a run. It calls invalid
// for products that cannot be decoded or are invalid, and hidden for those that are not offered.
func Offered(all iter.Seq2[catalog.Product, error], invalid func(catalog.ID, error), hidden func(catalog.ID)) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for p, err := range all {
			bad, malformed := errors.AsType[*catalog.DecodeError](err)
			switch {
			case malformed:
				invalid(bad.ID, bad.Err)
				continue
			case err != nil:
				yield(p, err)
				return
			}
			if err := p.Validate(); err != nil {
				invalid(p.ID, err)
				continue
			}
			if !p.State.IsOffered() {
				hidden(p.ID)
				continue
			}
			if !yield(p, nil) {
				return
			}
		}
	}
}
