package main

import (
	"context"
	"fmt"
	"path/filepath"

	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/milvustest"
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
	server, err := milvustest.Start(ctx, milvustest.Options{
		Port: h.config.Ports.Milvus, Dir: h.state.path("milvus"), Log: h.console.Component("milvus", true),
	})
	if err != nil {
		return err
	}
	h.milvus = server
	go func() {
		fail(fmt.Errorf("Milvus Lite ended: %w", server.Wait()))
	}()
	return nil
}
