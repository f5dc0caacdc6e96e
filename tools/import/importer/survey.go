package importer

import (
	"context"

	"shopfyp.dev/tools/import/internal/row"
	"shopfyp.dev/tools/import/internal/table"
)

// ErrNoCurrency means that a source has prices without a currency.
var ErrNoCurrency = row.ErrNoCurrency

// settings returns the settings of the row reader.
func (o *Options) settings() row.Settings {
	return row.Settings{Currency: o.Currency, ZeroIsFree: o.ZeroIsFree, IDPrefix: o.IDPrefix, ImageBase: o.ImageBase}
}

// survey reads the source once before anything is stored, unless Check has done so. It returns an error if the prices
// have no currency. Check only notes this error, so that it can show the rest.
func (r *run) survey(ctx context.Context, src Source) error {
	s := r.opts.Checked.surveyed()
	if s == nil {
		s = row.NewSurvey(r.mapping, r.opts.settings())
		if err := r.read(ctx, src, s); err != nil {
			return err
		}
	}
	r.reader = row.NewReader(r.mapping, r.opts.settings(), s)
	if r.check != nil {
		r.check.preview.survey = s
		return nil
	}
	return s.Check()
}

// read passes the rows of the source to the survey.
func (r *run) read(ctx context.Context, src Source, s *row.Survey) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	tab, err := table.Open(file, r.opts.table(r.keys))
	if err != nil {
		return err
	}
	defer tab.Close()
	for rec, err := range tab.Records() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil {
			return nil // the next reading reports the error
		}
		s.Add(rec)
	}
	return nil
}
