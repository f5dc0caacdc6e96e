package catalog

import (
	"reflect"
	"time"
)

// SameContent reports whether p and q are equal, ignoring UpdatedAt.
func (p *Product) SameContent(q *Product) bool {
	return reflect.DeepEqual(p.content(), q.content())
}

// content returns p without UpdatedAt. Empty lists become nil, and times are those that Firestore stores.
func (p *Product) content() Product {
	c := *p
	c.UpdatedAt = time.Time{}
	c.Category, c.AdditionalImages, c.Options = nilIfEmpty(c.Category), nilIfEmpty(c.AdditionalImages), nilIfEmpty(c.Options)
	for _, t := range []*time.Time{&c.SaleStart, &c.SaleEnd, &c.AvailabilityDate} {
		*t = t.UTC().Truncate(time.Microsecond)
	}
	return c
}

func nilIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
