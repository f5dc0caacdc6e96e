package catalog

import (
	"reflect"
	"time"
)

// SameContent reports whether p and q differ in nothing but UpdatedAt.
func (p *Product) SameContent(q *Product) bool {
	return reflect.DeepEqual(p.content(), q.content())
}

// content returns p without UpdatedAt, and with one way of having no category.
func (p *Product) content() Product {
	c := *p
	c.UpdatedAt = time.Time{}
	if len(c.Category) == 0 {
		c.Category = nil
	}
	return c
}
