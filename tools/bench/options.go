package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// options hold the command line.
type options struct {
	only   []string // scenario names; empty means all
	sizes  []int    // catalogue sizes; empty means each scenario's own
	quick  bool
	render bool
	rounds int
	page   string // "" means that nothing is recorded

	root   string // source tree
	cache  string
	native string // folder of the model and the native libraries
}

func parseOptions(args []string, log io.Writer) (options, error) {
	var o options
	var only, sizes string
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.SetOutput(log)
	fs.StringVar(&only, "only", "", "comma-separated scenarios: "+strings.Join(names(), ","))
	fs.StringVar(&sizes, "size", "", "comma-separated catalogue sizes, such as 10k,1M")
	fs.BoolVar(&o.quick, "quick", false, "run a short subset and warn if a ratio is worse than the recorded one")
	fs.BoolVar(&o.render, "render", false, "measure nothing; render the page given by -write from the recorded figures")
	fs.IntVar(&o.rounds, "rounds", 0, "number of rounds; 0 means 7, or 5 with -quick")
	fs.StringVar(&o.page, "write", "", "page to write, such as docs/benchmarks.md; figures are recorded next to it")
	fs.StringVar(&o.root, "root", ".", "source tree")
	fs.StringVar(&o.cache, "cache", defaultCache(), "folder for generated shops")
	fs.StringVar(&o.native, "native", cmp.Or(os.Getenv("NATIVE_DIR"), "native/out"), "folder of the model and the native libraries")
	if err := fs.Parse(args); err != nil {
		return options{}, err
	}
	if o.render && o.page == "" {
		return options{}, fmt.Errorf("-render needs -write")
	}
	if o.rounds == 0 {
		o.rounds = 7
		if o.quick {
			o.rounds = 5
		}
	}
	return o, o.parseLists(only, sizes)
}

func (o *options) parseLists(only, sizes string) error {
	for _, name := range splitList(only) {
		if !slices.Contains(names(), name) {
			return fmt.Errorf("-only: unknown scenario %q, want one of %s", name, strings.Join(names(), ", "))
		}
		o.only = append(o.only, name)
	}
	for _, text := range splitList(sizes) {
		n, err := parseSize(text)
		if err != nil {
			return fmt.Errorf("-size: %w", err)
		}
		o.sizes = append(o.sizes, n)
	}
	return nil
}

func splitList(s string) []string {
	return slices.DeleteFunc(strings.Split(s, ","), func(f string) bool { return f == "" })
}

// defaultCache returns the bench folder of the cache that make setup uses.
func defaultCache() string {
	if dir := os.Getenv("SHOPFYP_CACHE"); dir != "" {
		return filepath.Join(dir, "bench")
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "shopfyp", "bench")
}

// units are the suffixes of catalogue sizes.
var units = []struct {
	suffix string
	n      int
}{{"M", 1_000_000}, {"k", 1000}, {"", 1}}

// sizeName formats a catalogue size: 100000 is "100k" and 0 is "".
func sizeName(n int) string {
	if n == 0 {
		return ""
	}
	for _, u := range units {
		if n%u.n == 0 {
			return strconv.Itoa(n/u.n) + u.suffix
		}
	}
	panic("unreachable: every number is a multiple of 1")
}

// parseSize is the inverse of sizeName.
func parseSize(text string) (int, error) {
	for _, u := range units {
		number, ok := strings.CutSuffix(text, u.suffix)
		if n, err := strconv.Atoi(number); ok && err == nil && n > 0 {
			return n * u.n, nil
		}
	}
	return 0, fmt.Errorf("%q is not a catalogue size such as 10k or 1M", text)
}
