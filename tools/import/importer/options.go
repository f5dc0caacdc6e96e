package importer

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/money"
)

// Overrides correct the guessed mapping. ParseOverride reads their text form.
type Overrides = mapping.Overrides

// A Mapping maps columns to fields. Lines describes it.
type Mapping = mapping.Mapping

// Options configure an import. The zero value suits a file whose prices name their currency.
type Options struct {
	Map       Overrides        // corrections of the guessed mapping
	Currency  string           // of prices without a currency; "": these are left out
	IDPrefix  string           // prefix of every product ID
	PadRows   bool             // treat fields missing at the end of a row as empty, instead of rejecting the row
	DryRun    bool             // read, report and store nothing: the store may be nil
	BatchSize int              // products stored at once; 0 for 500
	Now       func() time.Time // of products' UpdatedAt; nil for time.Now
	Rejects   io.Writer        // receives a Reject as a JSON line for every row that is not imported; may be nil
	Seen      *Seen            // IDs of earlier Runs of the same import; Run adds its own; may be nil
	Resume    Resume           // where an interrupted import left off

	Mapped   func(format string, m *Mapping) // called once, before the first row; may be nil
	Progress func(done, size int64)          // called from time to time, with bytes of the source; may be nil
}

// maxPrefix leaves room for an ID after its prefix.
const maxPrefix = 64

func (o *Options) check(store catalog.Store) error {
	o.Currency = strings.ToUpper(o.Currency)
	if code, _ := money.Currency(o.Currency, ""); code != o.Currency {
		return fmt.Errorf("currency %q is not an ISO 4217 code", o.Currency)
	}
	if err := catalog.ID(o.IDPrefix + "x").Validate(); err != nil || len(o.IDPrefix) > maxPrefix {
		return fmt.Errorf("ID prefix %q cannot start a product ID", o.IDPrefix)
	}
	if store == nil && !o.DryRun {
		return errors.New("no store to import into")
	}
	if o.BatchSize < 0 {
		return fmt.Errorf("batch size %d is negative", o.BatchSize)
	}
	o.BatchSize = cmp.Or(o.BatchSize, 500)
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
