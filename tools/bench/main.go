// Bench measures the speed and size of the shop against peers that do the same work on the same files.
// Our turns and the peer's alternate, so that load on the machine affects both. It records the figures
// in docs/benchmarks.json and renders docs/benchmarks.md and docs/plots from them.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
