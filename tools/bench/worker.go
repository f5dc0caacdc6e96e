package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"time"

	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/resident"
	"shopfyp.dev/tools/bench/internal/shop"
)

// A worker is what this program does in a process of its own, so that its memory can be told from the bench's.
type worker func(ctx context.Context, args []string, out io.Writer) error

// workers by their name, the first argument.
var workers = map[string]worker{"build": buildWorker, "storage": storageWorker}

func workerOf(args []string) (worker, bool) {
	if len(args) == 0 {
		return nil, false
	}
	w, ok := workers[args[0]]
	return w, ok
}

// built is what a build took.
type built struct {
	Seconds   float64 `json:"seconds"`
	PeakBytes int64   `json:"peakBytes"` // of the process, its vectors included
}

// buildWorker builds an index: the folder of the libraries, the file of vectors, their dimension, the index's path.
func buildWorker(ctx context.Context, args []string, out io.Writer) error {
	if len(args) != 4 {
		return fmt.Errorf("build: %d arguments, want native, vectors, dim, path", len(args))
	}
	dim, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	lib, err := faiss.Load(filepath.Join(args[0], "lib"))
	if err != nil {
		return err
	}
	vectors, err := shop.Read(args[1])
	if err != nil {
		return err
	}
	begun := time.Now()
	if _, err := lib.Build(ctx, faiss.SpecFor(len(vectors)/dim, dim), dim, vectors, args[3], nil); err != nil {
		return err
	}
	b := built{Seconds: time.Since(begun).Seconds()}
	if b.PeakBytes, err = resident.Peak(); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(b)
}
