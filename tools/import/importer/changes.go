package importer

import (
	"context"
	"fmt"
	"time"

	"shopfyp.dev/shared/catalog"
)

// Changes compares the products of a source with the stored ones.
type Changes struct {
	New       int
	Changed   int
	Unchanged int
	Moved     int      // of the changed products: the stored product came from another source
	Examples  []string // the first new and changed products
	Note      string   // why the comparison is incomplete, or ""

	store    catalog.Batches
	compared bool // a batch was compared
	shown    [2]int
}

const (
	maxExamples    = 5                // new and changed products that a preview shows, of each
	compareTimeout = 20 * time.Second // of the first batch; a database that does not exist must not stop a preview
)

// compare counts the products that are new or changed. If the store cannot be read, it gives up and adds a note.
func (c *Changes) compare(ctx context.Context, products []catalog.Product) error {
	if c == nil || c.Note != "" {
		return nil
	}
	stored, err := c.read(ctx, products)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		c.Note = "the catalog could not be read: " + shorten(err.Error())
		return nil
	}
	for i := range products {
		p := &products[i]
		old, ok := stored[p.ID]
		c.count(p, &old, ok)
	}
	return nil
}

func (c *Changes) read(ctx context.Context, products []catalog.Product) (map[catalog.ID]catalog.Product, error) {
	if !c.compared {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, compareTimeout)
		defer cancel()
	}
	ids := make([]catalog.ID, len(products))
	for i := range products {
		ids[i] = products[i].ID
	}
	stored, err := c.store.GetBatch(ctx, ids)
	c.compared = c.compared || err == nil
	return stored, err
}

func (c *Changes) count(p, old *catalog.Product, stored bool) {
	switch {
	case !stored:
		c.New++
		c.example(0, fmt.Sprintf("new      %s  %s", p.ID, shorten(p.Title)))
	case old.SameContent(p):
		c.Unchanged++
	default:
		c.Changed++
		if old.Source != "" && old.Source != p.Source {
			c.Moved++
		}
		c.example(1, fmt.Sprintf("changed  %s  %s: %s", p.ID, shorten(p.Title), difference(old, p)))
	}
}

func (c *Changes) example(kind int, text string) {
	if c.shown[kind] < maxExamples {
		c.shown[kind]++
		c.Examples = append(c.Examples, text)
	}
}

// difference names the fields that differ, with the values of the first one.
func difference(old, p *catalog.Product) string {
	var text string
	more := 0
	for _, f := range shownFields {
		before, after := f.text(old), f.text(p)
		switch {
		case before == after:
		case text == "":
			text = fmt.Sprintf("%s %s → %s", f.name, orNone(shorten(before)), orNone(shorten(after)))
		default:
			more++
		}
	}
	if more > 0 {
		text += fmt.Sprintf(", and %d more", more)
	}
	return text
}

func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}
