package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"shopfyp.dev/shared/process"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/shop"
)

// A serverProcess is a child process that prints the address where it serves a shop.
type serverProcess struct {
	process *process.Process
	client  *client
	dir     string // of its snapshots, or ""
}

// startServer starts a server that finds the shop's snapshot on disk. The caller stops it.
func (b *bench) startServer(s *shop.Shop) (*serverProcess, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(b.cache, "snapshots-")
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, "serve", s.Dir, s.Path(snapshot.CardsFile))
	cmd.Env = append(os.Environ(), "GOOGLE_CLOUD_PROJECT=demo-bench", "BUCKET=bench", "SNAPSHOT_DIR="+dir, "NATIVE_DIR="+b.native,
		"QUERY_CACHE=1", // every search is encoded
		"RATE_PER_USER=0", "RATE_PER_ADDRESS=0")
	srv := &serverProcess{dir: dir}
	if err := errors.Join(linkSnapshot(s, dir), srv.start(cmd, "/api")); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return srv, nil
}

// start starts the process and reads its address. prefix is the path of the API.
func (s *serverProcess) start(cmd *exec.Cmd, prefix string) error {
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if s.process, err = process.Start(cmd); err != nil {
		return err
	}
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return fmt.Errorf("%s: no address: %w", cmd.Path, errors.Join(err, s.process.Stop(time.Second)))
	}
	s.client = newClient("http://" + strings.TrimSpace(addr) + prefix)
	return nil
}

func (s *serverProcess) stop() error {
	return errors.Join(s.process.Stop(10*time.Second), os.RemoveAll(s.dir))
}

// linkSnapshot puts the shop's snapshot into the folder where a server keeps downloaded snapshots.
func linkSnapshot(s *shop.Shop, dir string) error {
	to := filepath.Join(dir, s.Manifest.Version)
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, f := range s.Manifest.Files {
		if err := os.Link(s.Path(f.Name), filepath.Join(to, f.Name)); err != nil {
			return err
		}
	}
	return nil
}
