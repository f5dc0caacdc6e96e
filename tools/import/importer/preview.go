package importer

import (
	"fmt"
	"io"
	"strings"
)

// Print writes the preview for people: the first products field by field, the changes, and what looks like a mistake.
func (p *Preview) Print(w io.Writer) {
	if p.Mapping == nil {
		return
	}
	if len(p.Samples) > 0 {
		fmt.Fprintf(w, "  the first products, as they will be stored\n")
	}
	for i := range p.Samples {
		p.Samples[i].print(w, p.Mapping)
	}
	if len(p.Samples) > 0 {
		fmt.Fprintln(w)
	}
	p.Changes.print(w)
	p.PrintConcerns(w)
}

// print writes a product, one field per line, with the columns that the field comes from.
func (s *Sample) print(w io.Writer, m *Mapping) {
	fmt.Fprintln(w)
	for _, f := range shownFields {
		text := f.text(&s.Product)
		if text == "" {
			continue
		}
		from := f.columns(m, s.values, text)
		if f.name == "id" {
			from = idColumn(m, s.values, text)
		}
		if from != "" {
			from = "  ← " + from
		}
		fmt.Fprintf(w, "    %-17s %s%s\n", f.name, shorten(strings.Join(strings.Fields(text), " ")), from)
	}
}

func (c *Changes) print(w io.Writer) {
	if c == nil {
		return
	}
	fmt.Fprintf(w, "  compared with the catalog: %d new, %d changed and %d unchanged products\n", c.New, c.Changed, c.Unchanged)
	for _, e := range c.Examples {
		fmt.Fprintf(w, "    %s\n", e)
	}
	if c.Moved > 0 {
		fmt.Fprintf(w, "    %d of the changed products came from another source: use --id-prefix if two sources have the same IDs for different products\n", c.Moved)
	}
	if c.Note != "" {
		fmt.Fprintf(w, "    %s\n", c.Note)
	}
}

// PrintConcerns writes what looks like a mistake in the file or in the mapping.
func (p *Preview) PrintConcerns(w io.Writer) {
	if len(p.Concerns) > 0 {
		fmt.Fprintf(w, "  please check\n")
	}
	for _, c := range p.Concerns {
		fmt.Fprintf(w, "    ! %s\n", c)
	}
}
