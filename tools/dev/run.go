package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"shopfyp.dev/shared/gcp/emulatortest"
)

// commands are the subcommands. They connect to a running host.
var commands = map[string]func(context.Context, Config, io.Writer) error{
	"rebuild": rebuild,
	"env":     printEnvironment,
}

// run runs the subcommand in args. Without a subcommand, it runs the host until
// ctx is done, then saves the data and stops everything.
func run(ctx context.Context, args []string, env func(string) (string, bool), terminal io.Writer) error {
	command := serve
	if len(args) > 0 && commands[args[0]] != nil {
		command, args = commands[args[0]], args[1:]
	}
	c, err := parseConfig(args, env, terminal)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	return command(ctx, c, terminal)
}

// serve runs the host until ctx is done or a process fails.
func serve(ctx context.Context, c Config, terminal io.Writer) error {
	if err := c.checkBuilt(); err != nil {
		return err
	}
	state, err := openState(c.StateDir)
	if err != nil {
		return err
	}
	defer state.Close()
	ports, err := c.Ports.reserve()
	if err != nil {
		return err
	}
	defer ports.releaseAll()

	living, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	h, err := newHost(c, state, terminal)
	if err != nil {
		return err
	}
	err = h.start(living, ports, fail)
	if err == nil {
		<-living.Done()
		err = context.Cause(living)
	}
	if ctx.Err() != nil {
		err = nil // stopping on request is not an error
	}
	return errors.Join(err, h.stop())
}

// checkBuilt returns an error with the make target to run if a file is missing.
func (c Config) checkBuilt() error {
	for _, file := range []struct{ path, target string }{
		{c.program("functions"), c.buildCommand()},
		{c.program("index-builder"), c.buildCommand()},
		{"bin/emulators/node_modules", "make setup"},
		{"native/out/lib/libonnxruntime.so", "make setup"},
		{"native/out/model/model.onnx", "make setup"},
		{"frontend/dist/index.html", "make build"},
	} {
		if _, err := os.Stat(filepath.Join(c.Root, file.path)); err != nil {
			return fmt.Errorf("%s is missing: run %s", file.path, file.target)
		}
	}
	if _, err := exec.LookPath("node"); err != nil {
		return fmt.Errorf("node is not on PATH: install Node.js, 20 or newer (%w)", err)
	}
	_, _, err := emulatortest.Find()
	return err
}

func (c Config) nativeDir() string { return filepath.Join(c.Root, "native/out") }
