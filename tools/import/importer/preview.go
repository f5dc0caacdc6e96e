package importer

import (
	"fmt"
	"io"
	"strings"
)

// Print writes the preview for people: the first products field by field, the columns that are not used, the changes,
// and what looks like a mistake.
func (p *Preview) Print(w io.Writer) {
	if p.Mapping == nil {
		return
	}
	if len(p.Samples) > 0 {
		fmt.Fprintf(w, "  the first products, as they will be stored\n")
	}
	for i := range p.Samples {
		p.printSample(w, i)
	}
	if unused := p.Mapping.Unused(); len(unused) > 0 {
		fmt.Fprintf(w, "  columns that are not used: %s\n", strings.Join(unused, ", "))
	}
	p.Changes.print(w)
	p.PrintConcerns(w)
}

// printSample prints a product, one field per line, with the columns that the field comes from.
func (p *Preview) printSample(w io.Writer, i int) {
	fmt.Fprintln(w)
	for _, f := range shownFields {
		text := f.text(&p.Samples[i])
		if text == "" {
			continue
		}
		from := f.columns(p.Mapping)
		switch {
		case from == "" && f.name == "id":
			from = "  ← no ID column: derived from other columns"
		case from != "":
			from = "  ← " + from
		}
		fmt.Fprintf(w, "    %-17s %s%s\n", f.name, shorten(strings.Join(strings.Fields(text), " ")), from)
	}
	if i == len(p.Samples)-1 {
		fmt.Fprintln(w)
	}
}

func (c *Changes) print(w io.Writer) {
	if c == nil {
		return
	}
	fmt.Fprintf(w, "  compared with the catalog: %d new, %d changed, %d unchanged products\n", c.New, c.Changed, c.Unchanged)
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
