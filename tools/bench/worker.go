package main

import (
	"context"
	"io"
)

// A worker is what this program does in a process of its own, for a scenario.
type worker func(ctx context.Context, args []string, out io.Writer) error

// workers by their name, the first argument.
var workers = map[string]worker{}

func workerOf(args []string) (worker, bool) {
	if len(args) == 0 {
		return nil, false
	}
	w, ok := workers[args[0]]
	return w, ok
}
