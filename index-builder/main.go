// The index-builder is a scheduled job that builds a snapshot of the catalog and publishes it. In production it is a
// Cloud Run job. Locally tools/dev runs it.
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
	if err := run(ctx, os.LookupEnv, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "index-builder:", err)
		os.Exit(1)
	}
}
