package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// config holds the command line.
type config struct {
	base, auth string // URLs of the shop and of the Auth emulator
	state      string // folder of the running shop's endpoints
	shoppers   int
	rate       float64 // pages that all shoppers see in a second
	duration   time.Duration
	seed       uint64
	log        string  // file of the events; "" for none
	duplicates float64 // share of the batches that are sent twice
	late       float64 // share of the batches that are sent a while later
	remote     bool    // whether the shop may be on another machine
}

// parse reads the command line. It returns flag.ErrHelp if args ask for help.
func parse(args []string, usage io.Writer) (config, error) {
	var c config
	fs := flag.NewFlagSet("traffic", flag.ContinueOnError)
	fs.SetOutput(usage)
	fs.StringVar(&c.base, "base", "", "URL of the shop; without it, the shop that make dev runs")
	fs.StringVar(&c.auth, "auth", "", "URL of the Auth emulator; without it, that of make dev")
	fs.StringVar(&c.state, "state-dir", ".dev", "state folder of make dev")
	fs.IntVar(&c.shoppers, "shoppers", 60, "number of shoppers")
	fs.Float64Var(&c.rate, "rate", 8, "pages that all shoppers see in a second; a page takes about three calls, and an address may make 50 a second")
	fs.DurationVar(&c.duration, "duration", time.Minute, "when to stop")
	fs.Uint64Var(&c.seed, "seed", 1, "seed of the shoppers' choices")
	fs.StringVar(&c.log, "log", "", "file for the events, one JSON object per line, to compare the console with")
	fs.Float64Var(&c.duplicates, "duplicates", .02, "share of the batches of events that are sent twice")
	fs.Float64Var(&c.late, "late", .05, "share of the batches of events that are sent with the next one, as after a lost connection")
	fs.BoolVar(&c.remote, "remote", false, "allow a shop on another machine: its figures will contain simulated shoppers")
	if err := fs.Parse(args); err != nil {
		return c, err
	}
	if fs.NArg() > 0 {
		return c, fmt.Errorf("unknown argument %q", fs.Arg(0))
	}
	if c.shoppers < 1 || c.rate <= 0 || c.duration <= 0 {
		return c, errors.New("-shoppers, -rate and -duration must be positive")
	}
	if err := c.findShop(); err != nil {
		return c, err
	}
	return c, c.checkHosts()
}

// findShop fills missing addresses with those of the shop that make dev runs.
func (c *config) findShop() error {
	if c.base != "" && c.auth != "" {
		return nil
	}
	text, err := os.ReadFile(filepath.Join(c.state, "endpoints.json"))
	if errors.Is(err, os.ErrNotExist) {
		return errors.New("the shop is not running: start it with make dev, or set -base and -auth")
	}
	var at struct{ Hosting, Auth string }
	if err == nil {
		err = json.Unmarshal(text, &at)
	}
	if err != nil {
		return fmt.Errorf("endpoints of the shop: %w", err)
	}
	if c.base == "" {
		c.base = at.Hosting
	}
	if c.auth == "" {
		c.auth = at.Auth
	}
	return nil
}

// checkHosts returns an error for an address of another machine, unless the command line allows it.
func (c *config) checkHosts() error {
	for _, address := range []string{c.base, c.auth} {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			return fmt.Errorf("%q is not a URL", address)
		}
		ip := net.ParseIP(u.Hostname())
		if isLocal := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback(); !isLocal && !c.remote {
			return fmt.Errorf("%s is another machine: simulated shoppers would spoil its figures (-remote allows it)", u.Host)
		}
	}
	return nil
}
