package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"shopfyp.dev/shared/progress"
	"shopfyp.dev/tools/import/importer"
)

// errNothing means that the files contain no valid row.
var errNothing = errors.New("no valid rows to import")

// A program is one call of the program.
type program struct {
	*Config
	console
	sources  []importer.Source
	db       database
	previews []*importer.Preview // of the sources
	removals []*importer.Removal
}

// run imports the files in args. It prints reports and progress to the console.
func run(ctx context.Context, args []string, env lookup, con console) error {
	c, err := parse(ctx, args, env, con.errs)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	p := &program{Config: c, console: con}
	if c.Sync && !c.Yes && !c.Import.DryRun && !con.terminal {
		return errNeedsYes
	}
	if p.sources, err = open(c.Files); err != nil {
		return err
	}
	return p.run(ctx)
}

func (p *program) run(ctx context.Context) (err error) {
	var note string
	if p.db, note, err = openDatabase(ctx, p.Config); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.db.Close()) }()
	rejects, err := create(p.Rejects, p.Files)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rejects.Close()) }()
	p.Import.Rejects = rejects
	p.Import.Seen = importer.NewSeen()
	p.Import.Resume = importer.Resume{Dir: p.State, Target: p.Target()}
	if p.Import.DryRun {
		fmt.Fprintf(p.out, "dry run: nothing is stored\n")
	}
	fmt.Fprintf(p.out, "importing into %s\n", p.Target())
	if note != "" {
		fmt.Fprintln(p.out, note)
	}
	return p.importAll(ctx)
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

// importAll reads all files before it changes the catalog. Then it imports them in order and removes products.
func (p *program) importAll(ctx context.Context) error {
	err := p.checkAll(ctx)
	if errors.Is(err, errNothing) && !p.Import.DryRun {
		p.summarize(ctx)
	}
	if err != nil {
		return err
	}
	if err := p.plan(ctx); err != nil {
		return err
	}
	if p.Import.DryRun {
		return p.wouldStop()
	}
	if err := p.approve(ctx); err != nil {
		return err
	}
	p.Import.Rejects = nil // checkAll has written them
	for i, src := range p.sources {
		if err := p.importOne(ctx, src, p.previews[i]); err != nil {
			return err
		}
	}
	p.summarize(ctx)
	return p.remove(ctx)
}

func (p *program) importOne(ctx context.Context, src importer.Source, preview *importer.Preview) error {
	opts := p.options(src.Name)
	opts.Checked = preview
	bar := progress.New(p.errs)
	opts.Progress = func(done, size int64) { bar.Update(filepath.Base(src.Name)+", bytes", done, size) }
	report, err := importer.Run(ctx, p.db.products, src, opts)
	bar.Done()
	report.Print(p.out)
	preview.PrintConcerns(p.out)
	return err
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
