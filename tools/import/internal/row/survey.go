package row

import (
	"cmp"
	"errors"
	"fmt"
	"hash/maphash"
	"strings"

	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/money"
	"shopfyp.dev/tools/import/internal/table"
)

// ErrNoCurrency means that the prices of a table have no currency.
var ErrNoCurrency = errors.New("prices without a currency")

// A Survey is the first of two readings of a table. It finds what a row alone does not show: prices without a currency,
// IDs that different products share, and the parents of variants. It keeps keys of the rows, and the values only of
// parents that come after one of their variants or list their variants. A nil Survey knows nothing.
type Survey struct {
	reader   *Reader
	prices   priceCount
	currency string // of the row, or of the rows above that it belongs to

	seed   maphash.Seed
	titles map[uint64]uint64 // hash of an ID → hash of what identifies its product
	shared map[uint64]bool   // hashes of IDs that different products have

	refs  map[string]int         // key of a parent → number of its variants
	lists map[string]listedChild // SKU of a variant → what its parent lists
	skus  map[string]bool        // SKUs so far, if parents list their variants
	held  map[string]*parentRow

	group     string                  // of the last row, in the layout Below
	scattered map[string]table.Record // first row of each product whose rows do not follow each other, if it comes late
}

type listedChild struct{ parent, pairs string }

// priceCount counts the prices of a table.
type priceCount struct {
	all, without int
	column       string // of the first price without a currency
	example      string
	line         int
}

// NewSurvey returns a Survey of a table with the mapping m.
func NewSurvey(m *mapping.Mapping, s Settings) *Survey {
	return &Survey{
		reader: newReader(m, s), seed: maphash.MakeSeed(), titles: map[uint64]uint64{}, shared: map[uint64]bool{},
		refs: map[string]int{}, lists: map[string]listedChild{}, skus: map[string]bool{}, held: map[string]*parentRow{},
		scattered: map[string]table.Record{},
	}
}

// Add takes the next record. It ignores a record with a fault.
func (s *Survey) Add(rec table.Record) {
	if rec.Fault != nil {
		return
	}
	s.countPrices(rec)
	s.compareIDs(rec)
	switch s.reader.rules.Variants.Layout {
	case mapping.Parents:
		s.linkParents(rec)
	case mapping.Below:
		s.findScattered(rec)
	}
}

// Check returns an error that wraps ErrNoCurrency if the import would lose prices because they have no currency. A few
// such prices among others are only ignored, with a warning each.
func (s *Survey) Check() error {
	c := s.prices
	if c.without*10 <= c.all {
		return nil
	}
	return fmt.Errorf("%w: %d of %d prices name no currency, such as %q in column %q on line %d: "+
		"name it with --currency CODE, such as --currency EUR, or import without these prices with --currency none",
		ErrNoCurrency, c.without, c.all, c.example, c.column, c.line)
}

// countPrices counts the prices that an import would use or lose.
func (s *Survey) countPrices(rec table.Record) {
	r := s.reader
	if r.settings.Currency != "" {
		return
	}
	if code := (&row{Reader: r, values: rec.Values}).parseCurrency(); code != "" || r.rules.Variants.Layout != mapping.Below {
		s.currency = code
	}
	ofPrice := ""
	for _, f := range []mapping.Field{mapping.Price, mapping.NetPrice, mapping.ListPrice, mapping.SalePrice} {
		for _, cell := range r.filled(rec.Values, f) {
			m, _, err := r.parseMoney(cell.Value, cmp.Or(s.currency, r.currency[cell.column], ofPrice, r.common))
			switch {
			case err == nil && m.Amount > 0:
				s.prices.all++
				ofPrice = cmp.Or(ofPrice, m.Currency)
			case errors.Is(err, money.ErrNoCurrency) && strings.ContainsAny(cell.first(), "123456789"):
				s.prices.miss(r.name(cell.column), cell.first(), rec.Line)
			}
		}
	}
}

func (c *priceCount) miss(column, example string, line int) {
	if c.without == 0 {
		c.column, c.example, c.line = column, example, line
	}
	c.all++
	c.without++
}

// compareIDs finds IDs that rows with different products share. Spreadsheets drop leading zeros only of numbers, but the
// variants of a platform may share any SKU.
func (s *Survey) compareIDs(rec table.Record) {
	id := s.reader.textOf(rec.Values, mapping.ID)
	if id == "" {
		id = s.reader.textOf(rec.Values, mapping.SKU)
	}
	if len(id) < 2 || s.reader.rules.Variants.Layout == mapping.Rows && strings.Trim(id, "0123456789") != "" || s.isTranslation(rec) {
		return
	}
	key, identity := maphash.String(s.seed, id), maphash.String(s.seed, s.identity(rec))
	if known, ok := s.titles[key]; ok && known != identity {
		s.shared[key] = true
		return
	}
	s.titles[key] = identity
}

func (s *Survey) isTranslation(rec table.Record) bool {
	return len(s.reader.filled(rec.Values, mapping.Language)) > 0
}

// identity returns the texts that tell products apart: another number, or else the title and the options.
func (s *Survey) identity(rec table.Record) string {
	var texts []string
	for _, f := range []mapping.Field{mapping.Group, mapping.Title, mapping.Color, mapping.Size, mapping.OptionValues, mapping.OptionPairs} {
		for _, c := range s.reader.filled(rec.Values, f) {
			texts = append(texts, strings.ToLower(c.first()))
		}
	}
	return strings.Join(texts, "\x00")
}

// isShared reports whether different products have the ID.
func (s *Survey) isShared(id string) bool {
	return s != nil && len(s.shared) > 0 && s.shared[maphash.String(s.seed, id)]
}
