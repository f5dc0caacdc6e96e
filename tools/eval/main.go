// Eval measures how good search and the card are, on judged queries, with the
// product's own code on the product's own parts: it imports each catalogue into
// a Firestore emulator, has the index-builder publish a snapshot, and asks.
// It fails where a figure is below the baseline.
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
