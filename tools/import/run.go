package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/progress"
	"shopfyp.dev/tools/import/importer"
)

// errNothing means that the files contain no valid row.
var errNothing = errors.New("no valid rows to import")

// run imports the files in args. It prints reports to stdout and progress to stderr.
func run(ctx context.Context, args []string, env lookup, stdout, stderr io.Writer) error {
	c, err := parse(ctx, args, env, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	sources, err := open(c.Files)
	if err != nil {
		return err
	}
	store, closeStore, err := openStore(ctx, c)
	if err != nil {
		return err
	}
	rejects, err := create(c.Rejects, c.Files)
	if err != nil {
		return errors.Join(err, closeStore())
	}
	fmt.Fprintf(stdout, "importing into %s\n", c.Target())
	c.Import.Rejects = rejects
	c.Import.Seen = importer.NewSeen()
	c.Import.Resume = importer.Resume{Dir: c.State, Target: c.Target()}
	err = importAll(ctx, store, sources, c, stdout, stderr)
	return errors.Join(err, rejects.Close(), closeStore())
}

// open returns the sources of all files. It reports every missing file before the import starts.
func open(paths []string) ([]importer.Source, error) {
	var sources []importer.Source
	var errs []error
	for _, path := range paths {
		src, err := importer.File(path)
		sources, errs = append(sources, src), append(errs, err)
	}
	return sources, errors.Join(errs...)
}

// create creates an empty file. It returns an error if path is one of the inputs.
func create(path string, inputs []string) (*os.File, error) {
	existing, err := os.Stat(path)
	for _, input := range inputs {
		if in, errIn := os.Stat(input); err == nil && errIn == nil && os.SameFile(existing, in) {
			return nil, fmt.Errorf("%s is an input file: choose another file for rejects", path)
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	return os.Create(path)
}

// importAll imports the sources in order and stops at the first error.
func importAll(ctx context.Context, store catalog.Store, sources []importer.Source, c *Config, stdout, stderr io.Writer) error {
	good, bad := 0, 0
	for _, src := range sources {
		report, err := importOne(ctx, store, src, c.Import, stdout, stderr)
		good += report.Imported() + report.Unstored
		bad += report.Duplicates + report.Rejected
		if err != nil {
			return err
		}
	}
	if bad > 0 {
		fmt.Fprintf(stdout, "\n%d rejected or duplicate rows are in %s\n", bad, c.Rejects)
	}
	if good == 0 {
		return errNothing
	}
	return nil
}

func importOne(ctx context.Context, store catalog.Store, src importer.Source, opts importer.Options, stdout, stderr io.Writer) (importer.Report, error) {
	bar := progress.New(stderr)
	opts.Progress = func(done, size int64) { bar.Update(filepath.Base(src.Name)+", bytes", done, size) }
	opts.Mapped = func(format string, m *importer.Mapping) {
		fmt.Fprintf(stdout, "\n%s: %s\n  %s\n\n", src.Name, format, strings.Join(m.Lines(), "\n  "))
	}
	report, err := importer.Run(ctx, store, src, opts)
	bar.Done()
	if report.Rows > 0 || err == nil {
		report.Print(stdout)
	}
	return report, err
}

// maxBrief limits the length of a printed error. An error of the store may list every product of a batch.
const maxBrief = 2000

func brief(err error) string {
	s := err.Error()
	if len(s) > maxBrief {
		s = strings.ToValidUTF8(s[:maxBrief], "") + " …"
	}
	return s
}
