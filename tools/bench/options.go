package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"

	"shopfyp.dev/tools/internal/cache"
)

// options hold the command line.
type options struct {
	only   *regexp.Regexp // matches titles; nil means all
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
	fs.StringVar(&only, "only", "", `run only the measurements that match this regular expression, such as "index" or "flask/1M"; "none" only renders the page`)
	fs.BoolVar(&o.quick, "quick", false, "run a short subset and warn if a ratio is worse than the recorded one")
	fs.StringVar(&o.page, "write", "", "page to write, such as docs/benchmarks.md; the figures are recorded in a .json file of the same name")
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
	o.cache, o.native = cache.Dir("bench"), cmp.Or(os.Getenv("NATIVE_DIR"), "native/out")
	return o, nil
}
