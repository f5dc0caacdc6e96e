package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
)

// options hold the command line.
type options struct {
	only   *regexp.Regexp // of titles; nil means all
	quick  bool
	rounds int
	page   string // "" means that nothing is recorded
	cache  string
	native string // folder of the model and the native libraries
}

func parseOptions(args []string, log io.Writer) (o options, err error) {
	var only string
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.SetOutput(log)
	fs.StringVar(&only, "only", "", `regular expression of the measurements to run, such as "index" or "flask/1M"; "none" only renders the page`)
	fs.BoolVar(&o.quick, "quick", false, "run a short subset and warn if a ratio is worse than the recorded one")
	fs.StringVar(&o.page, "write", "", "page to write, such as docs/benchmarks.md; figures are recorded next to it")
	if err := fs.Parse(args); err != nil {
		return options{}, err
	}
	o.rounds = 7
	if o.quick {
		o.rounds = 5
	}
	if only != "" {
		if o.only, err = regexp.Compile(only); err != nil {
			return options{}, fmt.Errorf("-only: %w", err)
		}
	}
	o.cache, o.native = cacheDir(), cmp.Or(os.Getenv("NATIVE_DIR"), "native/out")
	return o, nil
}

// cacheDir returns the bench folder of the cache that make setup uses.
func cacheDir() string {
	if dir := os.Getenv("SHOPFYP_CACHE"); dir != "" {
		return filepath.Join(dir, "bench")
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "shopfyp", "bench")
}
