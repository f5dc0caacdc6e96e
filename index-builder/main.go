// The index-builder is a scheduled job that builds a snapshot of the catalog and publishes it. In production it is a
// Cloud Run job. Locally tools/dev runs it.
//
// With INDEX, it first loads the catalog into a search engine, see package load. The snapshot is then the companion of the
// engine: the weights of words, the speller, suggestions, popular and related products come from it, and it answers while
// the engine is away. It has the whole catalog, or a sample of COMPANION_PRODUCTS products. The client of the engine is
// only in binaries with the build tag milvus.
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
