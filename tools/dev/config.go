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

// Config is how the local host runs. Every setting is a flag, and an
// environment variable of the same name in capitals: -hosting-port, HOSTING_PORT.
type Config struct {
	Ports        Ports
	Project      string
	StateDir     string
	Demo         bool
	RebuildEvery time.Duration
	SaveEvery    time.Duration
	Verbose      bool
	Hot          bool

	Root string // of the checkout
}

// Bucket is the Cloud Storage bucket that snapshots are published in.
func (c Config) Bucket() string { return c.Project + "-indexes" }

// parseConfig reads the settings. An error of flag.ErrHelp has been answered, on usage.
func parseConfig(args []string, env func(string) (string, bool), usage io.Writer) (Config, error) {
	var c Config
	fs := flag.NewFlagSet("dev", flag.ContinueOnError)
	fs.SetOutput(usage)
	for _, p := range c.Ports.list() {
		fs.IntVar(p.number, p.flag(), p.usual, "port of "+p.name+"; 0: a free one")
	}
	fs.StringVar(&c.Project, "project-id", "demo-shopfyp", "Firebase project; demo-… names can reach nothing real")
	fs.StringVar(&c.StateDir, "state-dir", ".dev", "folder of everything that is kept")
	fs.BoolVar(&c.Demo, "demo", true, "load the demo catalogue where there are no products")
	fs.DurationVar(&c.RebuildEvery, "rebuild-every", 10*time.Minute, "how often the index is rebuilt; 0: never")
	fs.DurationVar(&c.SaveEvery, "save-every", 2*time.Minute, "how often changed data are saved; 0: only at the end")
	fs.BoolVar(&c.Hot, "hot", true, "serve the app's sources with hot reload, too")
	fs.BoolVar(&c.Verbose, "verbose", false, "show what the emulators say, and how long each step took")
	if err := fromEnvironment(fs, env); err != nil {
		return c, err
	}
	if err := fs.Parse(args); err != nil {
		return c, err
	}
	if fs.NArg() > 0 {
		return c, fmt.Errorf("%q: not understood", fs.Arg(0))
	}
	return c.resolved()
}

// fromEnvironment sets every flag whose variable is set; the command line comes later and wins.
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

// resolved checks c and makes its paths absolute.
func (c Config) resolved() (Config, error) {
	if !strings.HasPrefix(c.Project, "demo-") {
		return c, fmt.Errorf("project %q: its name must begin with demo-, so that nothing real is reached", c.Project)
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

// checkout returns the folder of go.mod, here or above.
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
			return "", fmt.Errorf("%s is not in a checkout of the shop: no go.mod", here)
		}
	}
}
