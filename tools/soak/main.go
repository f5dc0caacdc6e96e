// Soak keeps a whole shop under load for a long time: mixed HTTP traffic to every function while the
// catalog changes, the index is rebuilt and the snapshot is swapped. It fails if a request fails or if
// the process uses more and more memory, files or goroutines.
//
// The functions and the index-builder run in one process, with the real model and FAISS. Products and the log are in memory; the bucket is a folder.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o options
	flag.DurationVar(&o.duration, "for", 10*time.Minute, "duration of the test")
	flag.DurationVar(&o.every, "every", 20*time.Second, "pause between rebuilds")
	flag.Float64Var(&o.rate, "rate", 40, "requests per second")
	flag.IntVar(&o.products, "products", 0, "number of demo products; 0 means all")
	flag.StringVar(&o.native, "native", filepath.Join("native", "out"), "folder of the model and the native libraries")
	flag.Parse()
	o.out = os.Stdout
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}
