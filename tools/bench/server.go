package main

import (
	"bufio"
	"context"
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

// A server is tools/bench/serve, running.
type server struct {
	*process.Process
	base  string // "http://127.0.0.1:1234"
	began time.Time
	dir   string // of its snapshots
}

// hosting says how a server is to run.
type hosting struct {
	shop      *shop.Shop
	bucket    string   // folder; "": the shop's
	history   string   // file; "": none
	oneCore   bool     // on one processor
	firestore string   // address of an emulator that holds the log; "": it lies in memory
	env       []string // more settings
}

// serve starts a server whose snapshot is on disk already. The caller stops it.
func (b *bench) serve(ctx context.Context, h hosting) (*server, error) {
	program, err := b.program(ctx, "serve")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(b.cache, "snapshots-")
	if err != nil {
		return nil, err
	}
	s := &server{dir: dir}
	if err := link(h.shop, dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := s.start(b.command(program, h, dir)); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// command returns how the server is started.
func (b *bench) command(program string, h hosting, dir string) *exec.Cmd {
	bucket := h.bucket
	if bucket == "" {
		bucket = h.shop.Dir
	}
	args := []string{program, "-bucket", bucket, "-cards", h.shop.Path(snapshot.CardsFile), "-history", h.history}
	if h.oneCore {
		args = append([]string{"taskset", "-c", "0"}, args...)
	}
	if h.firestore != "" {
		args = append(args, "-firestore")
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "GOOGLE_CLOUD_PROJECT="+project, "BUCKET=bench", "QUERY_CACHE=1", // every search is encoded
		"SNAPSHOT_DIR="+dir, "NATIVE_DIR="+b.native, "RATE_PER_USER=0", "RATE_PER_ADDRESS=0",
		"FIRESTORE_EMULATOR_HOST="+h.firestore)
	cmd.Env = append(cmd.Env, h.env...)
	cmd.Stderr = os.Stderr
	return cmd
}

// project is the Google Cloud project of all that benchmarks store.
const project = "demo-bench"

// start starts the process and reads its address.
func (s *server) start(cmd *exec.Cmd) error {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	s.began = time.Now()
	if s.Process, err = process.Start(cmd); err != nil {
		return err
	}
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return fmt.Errorf("%s: no address: %w", cmd.Path, errors.Join(err, s.Stop(time.Second)))
	}
	s.base = "http://" + strings.TrimSpace(addr)
	return nil
}

// stop ends the server.
func (s *server) stop() error { return errors.Join(s.Stop(10*time.Second), os.RemoveAll(s.dir)) }

// link puts a shop's snapshot where a server keeps those that it has fetched.
func link(s *shop.Shop, dir string) error {
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

// program compiles a program below tools/bench and returns its path.
func (b *bench) program(ctx context.Context, name string) (string, error) {
	if path, ok := b.programs[name]; ok {
		return path, nil
	}
	path, err := filepath.Abs(filepath.Join(b.root, "bin", "bench", name))
	if err != nil {
		return "", err
	}
	build := exec.CommandContext(ctx, "go", "build", "-o", path, "./tools/bench/"+name)
	build.Dir, build.Stderr = b.root, os.Stderr
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("compile %s: %w", name, err)
	}
	b.programs[name] = path
	return path, nil
}
