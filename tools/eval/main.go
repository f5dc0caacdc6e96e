// Eval measures the relevance of search and the card on judged queries, with the product's own code.
// It imports each catalog into a Firestore emulator, runs the index-builder and queries the published
// snapshot. It fails if a figure is below the baseline.
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
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}
