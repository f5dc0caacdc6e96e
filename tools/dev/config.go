package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Config holds the settings. Each setting has a flag and an environment variable,
// such as -hosting-port and HOSTING_PORT.
type Config struct {
	Ports        Ports
	Project      string
	Index        string // search engine, see milvus.go; "" for the snapshot
	StateDir     string
	Demo         bool
	RebuildEvery time.Duration
	SaveEvery    time.Duration
	Verbose      bool
	Hot          bool

	Root string // root of the checkout
}

// Bucket returns the Cloud Storage bucket of the snapshots.
func (c Config) Bucket() string { return c.Project + "-indexes" }

// parseConfig reads the settings. It writes help to usage and returns flag.ErrHelp if args ask for help.
func parseConfig(args []string, env func(string) (string, bool), usage io.Writer) (Config, error) {
	var c Config
	fs := flag.NewFlagSet("dev", flag.ContinueOnError)
	fs.SetOutput(usage)
	for _, p := range c.Ports.list() {
		fs.IntVar(p.number, p.flag(), p.usual, "port of "+p.name+"; 0 picks a free port")
	}
	fs.StringVar(&c.Project, "project-id", "demo-shopfyp", "Firebase project; must start with demo-, so that it cannot be a real project")
	fs.StringVar(&c.Index, "index", "", "search engine: milvus starts Milvus Lite, milvus://HOST:PORT/COLLECTION uses another one; empty: the snapshot")
	fs.StringVar(&c.StateDir, "state-dir", ".dev", "folder for all data")
	fs.BoolVar(&c.Demo, "demo", true, "load the demo catalog if there are no products")
	fs.DurationVar(&c.RebuildEvery, "rebuild-every", 10*time.Minute, "interval between index rebuilds; 0 disables them")
	fs.DurationVar(&c.SaveEvery, "save-every", 2*time.Minute, "interval between saves of changed data; 0 saves only on exit")
	fs.BoolVar(&c.Hot, "hot", true, "also serve the app's sources with hot reload")
	fs.BoolVar(&c.Verbose, "verbose", false, "show the emulators' output and the time of each step")
	if err := fromEnvironment(fs, env); err != nil {
		return c, err
	}
	if err := fs.Parse(args); err != nil {
		return c, err
	}
	if fs.NArg() > 0 {
		return c, fmt.Errorf("unknown argument %q", fs.Arg(0))
	}
	return c.resolved()
}

// fromEnvironment sets flags from environment variables. Call it before Parse, so that the command line takes precedence.
func fromEnvironment(fs *flag.FlagSet, env func(string) (string, bool)) error {
	var errs []error
	fs.VisitAll(func(f *flag.Flag) {
		name := strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		f.Usage += " (" + name + ")"
		if value, ok := env(name); ok && value != "" {
			if err := f.Value.Set(value); err != nil {
				errs = append(errs, fmt.Errorf("%s=%s: %w", name, value, err))
			}
		}
	})
	return errors.Join(errs...)
}

// resolved validates c and returns it with absolute paths.
func (c Config) resolved() (Config, error) {
	if !strings.HasPrefix(c.Project, "demo-") {
		return c, fmt.Errorf("project %q: the name must start with demo-, so that it cannot be a real project", c.Project)
	}
	if err := c.checkIndex(); err != nil {
		return c, err
	}
	root, err := checkout()
	if err != nil {
		return c, err
	}
	c.Root = root
	if !filepath.IsAbs(c.StateDir) {
		c.StateDir = filepath.Join(root, c.StateDir)
	}
	return c, nil
}

// checkout returns the working directory or its closest parent that contains go.mod.
func checkout() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("%s is not in a checkout of the shop: no go.mod found", here)
		}
	}
}
