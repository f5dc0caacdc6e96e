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

// Overrides correct the guess of which column gives what; see ParseOverride for their text form.
type Overrides = mapping.Overrides

// A Mapping says which column gives what; its Lines describe it.
type Mapping = mapping.Mapping

// Options say how to import. Their zero value will do for a file whose prices name their currency.
type Options struct {
	Map       Overrides        // corrections of the guessed mapping
	Currency  string           // of prices that name none; without it they are left out
	IDPrefix  string           // put before every product's ID
	PadRows   bool             // take fields missing at a row's end for empty ones, instead of rejecting the row
	DryRun    bool             // read, report and store nothing: the store may be nil
	BatchSize int              // products stored at once; 0 for 500
	Now       func() time.Time // of products' UpdatedAt; nil for time.Now
	Rejects   io.Writer        // gets a Reject as a JSON line for every row not imported; nil for none
	Seen      *Seen            // IDs of earlier Runs of the same import, to which this one adds; nil for none
	Resume    Resume           // where an interrupted import left off

	Mapped   func(format string, m *Mapping) // told once, before the first row; may be nil
	Progress func(done, size int64)          // told now and then, in bytes of the source; may be nil
}

// maxPrefix leaves an ID room behind its prefix.
const maxPrefix = 64

func (o *Options) check(store catalog.Store) error {
	o.Currency = strings.ToUpper(o.Currency)
	if code, _ := money.Currency(o.Currency, ""); code != o.Currency {
		return fmt.Errorf("currency %q is not an ISO 4217 code", o.Currency)
	}
	if err := catalog.ID(o.IDPrefix + "x").Validate(); err != nil || len(o.IDPrefix) > maxPrefix {
		return fmt.Errorf("ID prefix %q cannot begin a product's ID", o.IDPrefix)
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
