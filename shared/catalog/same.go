package catalog

import (
	"reflect"
	"time"
)

// SameContent reports whether p and q are equal, ignoring UpdatedAt.
func (p *Product) SameContent(q *Product) bool {
	return reflect.DeepEqual(p.content(), q.content())
}

// content returns p without UpdatedAt. An empty category becomes nil.
func (p *Product) content() Product {
	c := *p
	c.UpdatedAt = time.Time{}
	if len(c.Category) == 0 {
		c.Category = nil
	}
	return c
}
