package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/process"
)

const (
	// milvusLite is the setting of a search engine that runs on this machine with the shop.
	milvusLite = "milvus"
	// milvusTag is the build tag of the programs that can search Milvus.
	milvusTag = "milvus"
	// milvusDeadline is a deadline of searches that slow Milvus Lite can keep. Twice that is within the time of a request.
	milvusDeadline = "4s"
)

// checkIndex returns an error if the setting names no search engine.
func (c Config) checkIndex() error {
	if c.Index == "" || c.Index == milvusLite {
		return nil
	}
	if _, err := engine.ParseAddress(c.Index); err != nil {
		return fmt.Errorf("index %q is neither %s nor the address of a collection: %w", c.Index, milvusLite, err)
	}
	return nil
}

// program returns the path of a program of the shop. The programs that can search Milvus have their own folder.
func (c Config) program(name string) string {
	if c.Index == "" {
		return filepath.Join("bin", name)
	}
	return filepath.Join("bin", milvusTag, name)
}

// buildCommand returns the command that builds the programs.
func (c Config) buildCommand() string {
	if c.Index == "" {
		return "make build"
	}
	return "make build INDEX=milvus"
}

// engineSettings returns the settings of the shop's programs for the search engine. They are empty without one, so that
// the programs do not take ours from the environment.
func (c Config) engineSettings() map[string]string {
	switch c.Index {
	case "":
		return map[string]string{"INDEX": ""}
	case milvusLite:
		at := engine.Address{Host: address(c.Ports.Milvus), Collection: "shop"}
		return map[string]string{"INDEX": at.String(), "MILVUS_DEADLINE": milvusDeadline}
	}
	return map[string]string{"INDEX": c.Index}
}

// startMilvus starts Milvus Lite and waits until it listens.
func (h *host) startMilvus(ctx context.Context, fail context.CancelCauseFunc) error {
	program, err := h.milvusProgram(ctx)
	if err != nil {
		return err
	}
	_, port, _ := net.SplitHostPort(address(h.config.Ports.Milvus))
	cmd := exec.Command(program, "server", "--host", "127.0.0.1", "--port", port, "--data-dir", h.state.path("milvus"))
	output := h.console.Component("milvus", true)
	cmd.Stdout, cmd.Stderr = output, output
	p, err := process.Start(cmd)
	if err != nil {
		return err
	}
	h.milvus = p
	if err := awaitPort(ctx, address(h.config.Ports.Milvus), p.Done()); err != nil {
		return fmt.Errorf("Milvus Lite: %w", err)
	}
	go func() {
		fail(fmt.Errorf("Milvus Lite ended: %w", p.Wait()))
	}()
	return nil
}

// milvusProgram returns the path of the installed Milvus Lite.
func (h *host) milvusProgram(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, filepath.Join(h.config.Root, "tools/setup/milvus.sh"), "-n").Output()
	if err != nil {
		return "", errors.New("Milvus Lite is not installed: run tools/setup/milvus.sh")
	}
	return strings.TrimSpace(string(out)), nil
}

// awaitPort waits until a server listens at an address.
func awaitPort(ctx context.Context, address string, ended <-chan struct{}) error {
	poll := time.NewTicker(50 * time.Millisecond)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ended:
			return errors.New("the process ended before it was ready, see the log")
		case <-poll.C:
			if c, err := net.DialTimeout("tcp", address, time.Second); err == nil {
				return c.Close()
			}
		}
	}
}
