package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"shopfyp.dev/functions"
	"shopfyp.dev/shared/process"
	"shopfyp.dev/tools/dev/internal/console"
	"shopfyp.dev/tools/dev/internal/front"
)

// A fleet runs each function in its own process, as the cloud does. Functions
// share data only through Firestore and Storage, and one can crash without the others.
type fleet struct {
	config    Config
	snapshots string // folder of downloaded snapshots, one subfolder per function
	console   *console.Console
	log       *slog.Logger
	functions []function
	running   sync.WaitGroup
}

// A function is an entry of functions.Table with the port of its process.
type function struct {
	functions.Function
	port int
}

func (f function) url() *url.URL { return &url.URL{Scheme: "http", Host: address(f.port)} }

// newFleet returns a fleet with a free port for each function.
func newFleet(config Config, snapshots string, c *console.Console) (*fleet, error) {
	f := &fleet{config: config, snapshots: snapshots, console: c, log: c.Logger("dev")}
	for _, fn := range functions.Table() {
		l, err := listen(0)
		if err != nil {
			return nil, fmt.Errorf("port for function %s: %w", fn.Name, err)
		}
		defer l.Close() // only after the loop, so that all ports differ
		f.functions = append(f.functions, function{fn, portOf(l)})
	}
	return f, nil
}

// services returns the HTTP functions.
func (f *fleet) services() []front.Service {
	var all []front.Service
	for _, fn := range f.functions {
		if len(fn.Routes) > 0 {
			all = append(all, front.Service{Name: fn.Name, Routes: patterns(fn.Routes), URL: fn.url()})
		}
	}
	return all
}

func patterns(routes []functions.Route) []string {
	all := make([]string, len(routes))
	for i, route := range routes {
		all[i] = route.Pattern
	}
	return all
}

// url returns the base URL of a function.
func (f *fleet) url(name string) (string, bool) {
	for _, fn := range f.functions {
		if fn.Name == name {
			return fn.url().String(), true
		}
	}
	return "", false
}

// start runs all functions in the background until ctx is done. wait returns when they have ended.
func (f *fleet) start(ctx context.Context) {
	for _, fn := range f.functions {
		f.running.Go(func() { f.keepRunning(ctx, fn) })
	}
}

func (f *fleet) wait() { f.running.Wait() }

// keepRunning runs the function and restarts it when its process ends, until ctx is done.
func (f *fleet) keepRunning(ctx context.Context, fn function) {
	for ctx.Err() == nil {
		err := f.runOnce(ctx, fn)
		if ctx.Err() != nil {
			return
		}
		f.log.ErrorContext(ctx, "function ended, restarting it", "function", fn.Name, "err", err)
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

// runOnce runs the function until its process ends or ctx is done.
func (f *fleet) runOnce(ctx context.Context, fn function) error {
	output := f.console.Component(fn.Name, false)
	cmd := exec.Command(filepath.Join(f.config.Root, f.config.program("functions")))
	cmd.Dir, cmd.Stdout, cmd.Stderr = f.config.Root, output, output
	cmd.Env = f.config.environment(map[string]string{
		"FUNCTION_TARGET": fn.Name,
		"PORT":            strconv.Itoa(fn.port),
		"SNAPSHOT_DIR":    filepath.Join(f.snapshots, fn.Name),
		"REFRESH_EVERY":   "1s",    // uses a rebuilt index almost at once
		"CHANGES_EVERY":   "250ms", // shows an edited product on the next card
		"RULES_EVERY":     "250ms",
	})
	p, err := process.Start(cmd)
	if err != nil {
		return err
	}
	select {
	case <-p.Done():
		return p.Wait()
	case <-ctx.Done():
		return p.Stop(2 * time.Second)
	}
}

// warm waits until every HTTP function is ready or ctx is done.
func (f *fleet) warm(ctx context.Context) error {
	for _, service := range f.services() {
		if err := awaitAnswer(ctx, service.URL.String()+functions.ReadyPath, nil); err != nil {
			return fmt.Errorf("function %s is not ready: %w", service.Name, err)
		}
	}
	return nil
}
