package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/shop"
)

// A serverProcess is a child process that serves a shop.
type serverProcess struct {
	*peer.Peer
	client *client
}

// startServer starts our server with more arguments. The caller closes it. The server's folder for downloads is the bucket's own
// folder, which has the same layout, so the server finds every file and downloads nothing.
func (b *bench) startServer(s *shop.Shop, more ...string) (*serverProcess, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, append([]string{"serve", s.Dir, s.Path(snapshot.CardsFile)}, more...)...)
	cmd.Env = append(os.Environ(), "GOOGLE_CLOUD_PROJECT=demo-bench", "BUCKET=bench", "SNAPSHOT_DIR="+s.Snapshots(), "NATIVE_DIR="+b.native,
		"QUERY_CACHE=1", // every search encodes its query
		"RATE_PER_USER=0", "RATE_PER_ADDRESS=0", "RATE_ANONYMOUS=0")
	process, err := peer.Start(cmd)
	if err != nil {
		return nil, err
	}
	return connect(process, "/api")
}

// startFlask starts the Flask app with the shop's products and vectors. The caller closes it.
func (b *bench) startFlask(s *shop.Shop) (*serverProcess, error) {
	process, err := b.peer("shop.py", filepath.Join(b.native, "model"), s.ProductFile(), s.VectorFile())
	if err != nil {
		return nil, err
	}
	return connect(process, "")
}

// connect waits until the server prints its address. prefix is the path of its API.
func connect(process *peer.Peer, prefix string) (*serverProcess, error) {
	addr, err := process.ReadLine()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("server address: %w", err), process.Close())
	}
	return &serverProcess{process, newClient("http://" + strings.TrimSpace(string(addr)) + prefix)}, nil
}
