package importer

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/money"
	"shopfyp.dev/tools/import/internal/row"
	"shopfyp.dev/tools/import/internal/table"
)

// Overrides correct the guessed mapping. Their ParseOverride method reads the text form.
type Overrides = mapping.Overrides

// A Mapping maps columns to fields. Its Lines method describes it.
type Mapping = mapping.Mapping

// Options configure an import. The zero value works for files that state the currency of their prices.
type Options struct {
	Map        Overrides        // corrections of the guessed mapping
	Currency   string           // of prices without a currency, or NoPrices; with "", a source with such prices is an error
	ZeroIsFree bool             // a price of 0 means that the product is free; otherwise it means that the price is unknown
	ImageBase  string           // address in front of images without one, or ""
	IDPrefix   string           // prefix of every product ID
	Source     string           // Source of every product; "" keeps the one in the file
	Encoding   string           // name of the text encoding, such as shift_jis; "" detects it where that is safe
	PadRows    bool             // treat missing fields at the end of a row as empty instead of rejecting the row
	DryRun     bool             // store nothing; the store may be nil
	BatchSize  int              // products per batch; default: 2000
	Now        func() time.Time // sets UpdatedAt of the products; default: time.Now
	Rejects    io.Writer        // receives a Reject as a JSON line for each row that is not imported; may be nil
	Seen       *Seen            // IDs of earlier sources of the import, to which Run adds its own; may be nil
	Resume     Resume           // checkpoints of interrupted imports
	Checked    *Preview         // result of a Check of the source with the same options, to save time; may be nil

	Mapped   func(format string, m *Mapping) // called once, before the first row; may be nil
	Progress func(done, size int64)          // called regularly with the read bytes and the size of the source; may be nil
}

// NoPrices is the Options.Currency of an import without prices.
const NoPrices = row.NoPrices

// maxPrefix is the maximum length of a prefix. It leaves room for the rest of the ID.
const maxPrefix = 64

func (o *Options) check(store catalog.Store) error {
	if err := o.checkCurrency(); err != nil {
		return err
	}
	if o.Source != "" {
		if err := CheckSourceName(o.Source); err != nil {
			return err
		}
	}
	if err := catalog.ID(o.IDPrefix + "x").Validate(); err != nil || len(o.IDPrefix) > maxPrefix {
		return fmt.Errorf("ID prefix %q cannot start a product ID", o.IDPrefix)
	}
	if u, err := url.Parse(o.ImageBase); err != nil || o.ImageBase != "" && (u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return fmt.Errorf("image base %q is not an address that begins with https://", o.ImageBase)
	}
	if store == nil && !o.DryRun {
		return errors.New("no store")
	}
	if o.BatchSize < 0 {
		return fmt.Errorf("batch size %d is negative", o.BatchSize)
	}
	o.BatchSize = cmp.Or(o.BatchSize, 2000)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Seen == nil {
		o.Seen = NewSeen()
	}
	if o.Rejects == nil {
		o.Rejects = io.Discard
	}
	return nil
}

// table returns the options for reading the file. keys are the columns of a file without a header.
func (o *Options) table(keys []string) table.Options {
	return table.Options{PadRows: o.PadRows, Encoding: o.Encoding, Keys: keys}
}

func (o *Options) checkCurrency() error {
	if strings.EqualFold(o.Currency, NoPrices) {
		o.Currency = NoPrices
		return nil
	}
	o.Currency = strings.ToUpper(o.Currency)
	if code, _ := money.Currency(o.Currency, ""); code != o.Currency {
		return fmt.Errorf("currency %q is not an ISO 4217 code", o.Currency)
	}
	return nil
}
