package importer

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/row"
	"shopfyp.dev/tools/import/internal/table"
)

// A Preview says what an import of a source would store.
type Preview struct {
	Report   Report
	Format   string
	Mapping  *Mapping
	Samples  []Sample // the first products
	Concerns []string // anything that looks like a mistake in the file or in the mapping
	Changes  *Changes // compared with the store, or nil

	rejected texts // rejected rows
	survey   *row.Survey
	keys     []string // columns of a file without a header
}

// Check reads a source to the end without storing anything. If stored is not nil, Check compares the products with the
// stored ones. Run may then use the same Options.Seen, and the preview as Options.Checked.
func Check(ctx context.Context, src Source, opts Options, stored catalog.Batches) (*Preview, error) {
	opts.DryRun, opts.Checked = true, nil
	r, err := newRun(nil, src, opts)
	if err != nil {
		return &Preview{Report: Report{Source: src.Name}}, err
	}
	p := &Preview{}
	r.check = &checker{preview: p, source: opts.Source}
	if stored != nil {
		p.Changes = &Changes{store: stored}
	}
	p.Report, err = r.finish(ctx, src)
	p.Report.DryRun = true
	p.Concerns = r.check.concerns.list(&p.Report)
	return p, err
}

// Stop returns an error if the source must not be imported with these options, such as ErrNoCurrency.
func (p *Preview) Stop() error {
	if p.survey == nil {
		return nil
	}
	if err := p.survey.Check(); err != nil {
		return fmt.Errorf("%s: %w", p.Report.Source, err)
	}
	return nil
}

func (p *Preview) surveyed() *row.Survey {
	if p == nil {
		return nil
	}
	return p.survey
}

// A Sample is a product and the row that it comes from.
type Sample struct {
	catalog.Product
	values []table.Value
}

// samples is the number of products that a preview shows.
const samples = 3

// A checker collects a preview. A nil checker does nothing.
type checker struct {
	preview  *Preview
	source   string
	concerns concerns
}

func (c *checker) mapped(format string, m *mapping.Mapping) {
	if c != nil {
		c.preview.Format, c.preview.Mapping = format, m
	}
}

func (c *checker) rejected(raw string) {
	if c != nil {
		c.preview.rejected.add(raw)
	}
}

// sample adds the product to the preview if it is one of the first. It skips further variants of the last product.
func (c *checker) sample(p catalog.Product, rec table.Record) {
	if c == nil || len(c.preview.Samples) == samples {
		return
	}
	all := c.preview.Samples
	if n := len(all); n > 0 && p.GroupID != "" && all[n-1].GroupID == p.GroupID {
		return
	}
	c.preview.Samples = append(all, Sample{Product: p, values: rec.Values})
}

// batch looks at products and the lines of their rows.
func (c *checker) batch(ctx context.Context, products []catalog.Product, lines []int) error {
	if c == nil {
		return nil
	}
	for i := range products {
		c.concerns.add(&products[i], lines[i])
	}
	return c.preview.Changes.compare(ctx, products)
}

// texts are the beginnings of rejected rows.
type texts struct {
	all  strings.Builder
	more bool // there are too many rows to keep
}

// maxTexts limits the memory for rejected rows, in bytes.
const maxTexts = 1 << 20

func (t *texts) add(raw string) {
	if t.all.Len()+len(raw) > maxTexts {
		t.more = true
		return
	}
	t.all.WriteString(raw)
	t.all.WriteByte('\n')
}

// mention reports whether a rejected row contains the text as a whole word.
func (t *texts) mention(text string) bool {
	for rest := t.all.String(); text != ""; {
		i := strings.Index(rest, text)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:i])
		after, _ := utf8.DecodeRuneInString(rest[i+len(text):])
		if !isWord(before) && !isWord(after) {
			return true
		}
		rest = rest[i+len(text):]
	}
	return false
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
