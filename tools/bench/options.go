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

// options are the command line.
type options struct {
	only   []string // names of scenarios; none: all
	sizes  []int    // products; none: each scenario's own
	quick  bool     // the scenarios and sizes of bench-quick, failing on ratios
	rounds int      // of ours and the peer in turn
	page   string   // to write the figures to; "": none

	root   string // the source tree
	data   string // folder of real catalogues
	cache  string // folder of what is made once
	native string // folder of the model and the libraries
}

func parse(args []string, log io.Writer) (options, error) {
	var o options
	var only, sizes string
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.SetOutput(log)
	fs.StringVar(&only, "only", "", "scenarios, with commas between: "+strings.Join(names(), ","))
	fs.StringVar(&sizes, "size", "", "numbers of products, with commas between: 10k, 100k, 1M")
	fs.BoolVar(&o.quick, "quick", false, "what CI runs: under three minutes, failing where a ratio is missed")
	fs.IntVar(&o.rounds, "rounds", 0, "rounds of ours and the peer in turn; 0: 7, quick 5")
	fs.StringVar(&o.page, "write", "", "the page to write the figures to")
	fs.StringVar(&o.root, "root", ".", "the source tree")
	fs.StringVar(&o.data, "data", cmp.Or(os.Getenv("SHOPFYP_DATA"), "../shared/data"), "folder of real catalogues")
	fs.StringVar(&o.cache, "cache", defaultCache(), "folder of what is made once")
	fs.StringVar(&o.native, "native", cmp.Or(os.Getenv("NATIVE_DIR"), "native/out"), "folder of the model and the libraries")
	if err := fs.Parse(args); err != nil {
		return options{}, err
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
	for name := range fields(only) {
		if !slices.Contains(names(), name) {
			return fmt.Errorf("-only: %q is none of %s", name, strings.Join(names(), ", "))
		}
		o.only = append(o.only, name)
	}
	for text := range fields(sizes) {
		n, err := parseSize(text)
		if err != nil {
			return fmt.Errorf("-size: %w", err)
		}
		o.sizes = append(o.sizes, n)
	}
	return nil
}

// fields yields what stands between commas.
func fields(list string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for f := range strings.SplitSeq(list, ",") {
			if f != "" && !yield(f) {
				return
			}
		}
	}
}

// defaultCache is where set-up keeps what it makes.
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

// units are the suffixes of sizes.
var units = []struct {
	suffix string
	n      int
}{{"M", 1_000_000}, {"k", 1000}, {"", 1}}

// sizeName writes a number of products: "100k". No products is "".
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
	return 0, fmt.Errorf("%q is no number of products: 10k, 100k, 1M", text)
}
