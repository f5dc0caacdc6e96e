package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"github.com/sethvargo/go-envconfig"

	"shopfyp.dev/tools/import/importer"
)

// demoProject is the default project with an emulator. The prefix demo- is reserved for emulators.
const demoProject = "demo-shopfyp"

// Config holds the settings from the command line and the environment.
type Config struct {
	Environment
	Files   []string
	State   string // folder for checkpoints of interrupted imports
	Rejects string // file for rows that are not imported
	Import  importer.Options

	Sync        bool // remove the products of the source that are no longer in the files
	Yes         bool // remove them without a question
	AllowShrink bool // remove even more than a tenth of a source
}

// Environment holds the settings from the environment.
type Environment struct {
	Project  string `env:"GOOGLE_CLOUD_PROJECT"`    // of Firestore; default with an emulator: demo-shopfyp
	Emulator string `env:"FIRESTORE_EMULATOR_HOST"` // host:port; "" selects the real Firestore
	Cache    string `env:"SHOPFYP_CACHE"`           // cache folder; default: shopfyp in XDG_CACHE_HOME
	XDGCache string `env:"XDG_CACHE_HOME"`          // default: .cache in HOME
	Home     string `env:"HOME"`
}

// lookup adapts a function like os.LookupEnv to envconfig.
type lookup func(key string) (string, bool)

func (l lookup) Lookup(key string) (string, bool) { return l(key) }

// parse reads the command line and the environment. It prints help to out.
func parse(ctx context.Context, args []string, env lookup, out io.Writer) (*Config, error) {
	c := &Config{Import: importer.Options{Map: importer.Overrides{}}}
	if err := envconfig.ProcessWith(ctx, &envconfig.Config{Target: &c.Environment, Lookuper: env}); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	c.State = c.cache()
	if err := c.parseFlags(args, out); err != nil {
		return nil, err
	}
	if c.Rejects == "" {
		c.Rejects = filepath.Join(c.State, "rejects.jsonl")
	}
	if c.Project == "" && c.Emulator != "" {
		c.Project = demoProject
	}
	if c.Import.Source != "" {
		if err := importer.CheckSourceName(c.Import.Source); err != nil {
			return nil, fmt.Errorf("--source: %w", err)
		}
	}
	if c.Project == "" && !c.Import.DryRun {
		return nil, errors.New("set GOOGLE_CLOUD_PROJECT or FIRESTORE_EMULATOR_HOST to select the database")
	}
	return c, nil
}

// cache returns the default of --state.
func (c *Environment) cache() string {
	switch {
	case c.Cache != "":
		return filepath.Join(c.Cache, "import")
	case c.XDGCache != "":
		return filepath.Join(c.XDGCache, "shopfyp", "import")
	}
	return filepath.Join(c.Home, ".cache", "shopfyp", "import")
}

// parseFlags reads flags and file names in any order.
func (c *Config) parseFlags(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("import", flag.ContinueOnError)
	fs.SetOutput(out)
	fs.Usage = func() {
		fmt.Fprintln(out, "usage: import [flags] FILE...")
		fs.PrintDefaults()
	}
	fs.Func("map", "map columns to a field: `FIELD=COLUMN[,COLUMN...]`, or FIELD= for no column; may be repeated", c.Import.Map.ParseOverride)
	fs.StringVar(&c.Import.Currency, "currency", "", "ISO 4217 `code` of prices without a currency, such as EUR, or none to import no prices")
	fs.BoolVar(&c.Import.ZeroIsFree, "zero-is-free", false, "a price of 0 means that the product is free; without this flag its price is unknown")
	fs.StringVar(&c.Import.Source, "source", "", "`name` of the feed that the products come from; default: the name of the file without dates")
	fs.BoolVar(&c.Sync, "sync", false, "make the catalog equal to the files: remove the products of the same source that are no longer in them")
	fs.BoolVar(&c.Yes, "yes", false, "remove products without a question; --sync needs it in scripts")
	fs.BoolVar(&c.AllowShrink, "allow-shrink", false, "let --sync remove more than a tenth of a source")
	fs.StringVar(&c.Import.ImageBase, "image-base", "", "`address` in front of images that are only a path or a name, such as https://shop.example/media/catalog/product")
	fs.StringVar(&c.Import.IDPrefix, "id-prefix", "", "`prefix` of every product ID, to avoid conflicts between catalogs")
	fs.StringVar(&c.Import.Encoding, "encoding", "", "`name` of the encoding of text files, such as shift_jis, gbk or windows-1251; default: UTF-8, or detected where that is safe")
	fs.BoolVar(&c.Import.PadRows, "pad-rows", false, "treat missing fields at the end of a row as empty instead of rejecting the row")
	fs.BoolVar(&c.Import.DryRun, "dry-run", false, "print what an import would store, change and remove, but store nothing")
	fs.StringVar(&c.Rejects, "rejects", "", "`file` for rows that are not imported, as JSON lines; default: rejects.jsonl in the state folder")
	fs.StringVar(&c.State, "state", c.State, "`folder` for the checkpoints of interrupted imports")
	for {
		if err := fs.Parse(args); err != nil {
			return err
		}
		if fs.NArg() == 0 {
			break
		}
		c.Files = append(c.Files, fs.Arg(0))
		args = fs.Args()[1:]
	}
	if len(c.Files) == 0 {
		return errors.New("no file given; see --help")
	}
	return nil
}

// options returns the options for a file.
func (c *Config) options(path string) importer.Options {
	opts := c.Import
	opts.Source = cmp.Or(opts.Source, importer.SourceName(path))
	return opts
}

// Target returns the name of the store for messages and checkpoints.
func (c *Config) Target() string {
	switch {
	case c.Project == "":
		return "no store (dry run)"
	case c.Emulator != "":
		return fmt.Sprintf("project %s in the Firestore emulator at %s", c.Project, c.Emulator)
	}
	return fmt.Sprintf("project %s in Firestore", c.Project)
}
