package load

import (
	"iter"

	"shopfyp.dev/shared/catalog"
)

// A cursor reads embeddings in ID order beside the products, so that none needs to stay in memory.
type cursor struct {
	next   func() (catalog.Embedding, error, bool)
	close  func()
	skip   func(catalog.ID) // is called for an embedding without a product
	ahead  catalog.Embedding
	loaded bool // ahead is set
	err    error
}

func newCursor(all iter.Seq2[catalog.Embedding, error], skip func(catalog.ID)) *cursor {
	c := &cursor{skip: skip}
	c.next, c.close = iter.Pull2(all)
	return c
}

// at returns the embedding of a product, or the zero value if there is none. Call it in the order of the IDs.
func (c *cursor) at(id catalog.ID) (catalog.Embedding, error) {
	for c.advance() {
		switch e := c.ahead; {
		case e.ID > id:
			return catalog.Embedding{}, nil
		case e.ID == id:
			c.loaded = false
			return e, nil
		default:
			c.loaded = false
			c.skip(e.ID)
		}
	}
	return catalog.Embedding{}, c.err
}

// finish skips the remaining embeddings.
func (c *cursor) finish() error {
	for c.advance() {
		c.loaded = false
		c.skip(c.ahead.ID)
	}
	return c.err
}

// advance sets ahead to the next embedding, unless it is set. It returns false at the end or after an error.
func (c *cursor) advance() bool {
	if c.loaded || c.err != nil {
		return c.err == nil
	}
	e, err, ok := c.next()
	if ok && err == nil {
		c.ahead, c.loaded = e, true
	}
	c.err = err
	return c.loaded
}
