package importer

import (
	"context"

	"shopfyp.dev/tools/import/internal/row"
	"shopfyp.dev/tools/import/internal/table"
)

// survey reads the source once before anything is stored. It returns an error if the prices have no currency.
func (r *run) survey(ctx context.Context, src Source) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	tab, err := table.Open(file, table.Options{PadRows: r.opts.PadRows})
	if err != nil {
		return err
	}
	settings := row.Settings{Currency: r.opts.Currency, IDPrefix: r.opts.IDPrefix}
	s := row.NewSurvey(r.mapping, settings)
	for rec, err := range tab.Records() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil {
			break // the second reading stores the rows before the error and reports it
		}
		s.Add(rec)
	}
	r.reader = row.NewReader(r.mapping, settings, s)
	return s.Check()
}
