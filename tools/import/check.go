package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/progress"
	"shopfyp.dev/tools/import/importer"
)

// checkAll reads all files. It returns an error if they cannot be read, or must not be imported with these options.
func (p *program) checkAll(ctx context.Context) error {
	good, bad := 0, 0
	var stop []error
	for _, src := range p.sources {
		preview, err := p.checkOne(ctx, src)
		p.previews = append(p.previews, preview)
		good += preview.Report.Unstored
		bad += preview.Report.Duplicates + preview.Report.Rejected
		if err != nil {
			return err
		}
		stop = append(stop, preview.Stop())
	}
	if bad > 0 {
		fmt.Fprintf(p.out, "\n%d rejected or duplicate rows are in %s\n", bad, p.Rejects)
	}
	if good == 0 {
		return errNothing
	}
	return errors.Join(stop...)
}

// checkOne reads a file and prints its mapping. In a dry run, it prints the preview too.
func (p *program) checkOne(ctx context.Context, src importer.Source) (*importer.Preview, error) {
	opts := p.options(src.Name)
	opts.Mapped = func(format string, m *importer.Mapping) {
		if m.Platform != "" {
			format += ", an export of " + m.Platform
		}
		fmt.Fprintf(p.out, "\n%s: %s, source %q\n  %s\n\n", src.Name, format, opts.Source, strings.Join(m.Lines(), "\n  "))
	}
	var stored catalog.Batches
	if p.Import.DryRun && p.db.products != nil {
		stored = p.db.products
	}
	bar := progress.New(p.errs)
	opts.Progress = func(done, size int64) { bar.Update("checking "+filepath.Base(src.Name)+", bytes", done, size) }
	preview, err := importer.Check(ctx, src, opts, stored)
	bar.Done()
	switch {
	case p.Import.DryRun && err == nil:
		preview.Report.Print(p.out)
		preview.Print(p.out)
	case preview.Report.Rows > 0 && (err != nil || preview.Report.Unstored == 0):
		preview.Report.Print(p.out)
	}
	return preview, err
}

// wouldStop returns the error that an import without --dry-run would return.
func (p *program) wouldStop() error {
	for _, r := range p.removals {
		if err := r.Check(p.AllowShrink); err != nil {
			return err
		}
	}
	return nil
}
