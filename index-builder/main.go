// The index-builder is the scheduled job that builds a snapshot of the catalogue
// and publishes it. In production it is a Cloud Run job; locally tools/dev runs it.
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
