// The soak program keeps a whole shop busy for long: mixed traffic over HTTP to every
// function, while the catalogue changes, the index is rebuilt and warm
// instances swap it. It fails where a request does, or where the process
// grows.
//
// All of it runs in one process: the functions and the builder as production
// has them, with the model and FAISS; products, log and bucket lie in memory
// and in a folder.
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
	flag.DurationVar(&o.lasting, "for", 10*time.Minute, "how long")
	flag.DurationVar(&o.every, "every", 20*time.Second, "pause between rebuilds")
	flag.Float64Var(&o.rate, "rate", 40, "requests a second")
	flag.IntVar(&o.products, "products", 0, "of the demo catalogue; 0: all")
	flag.StringVar(&o.native, "native", filepath.Join("native", "out"), "folder of the model and the native libraries")
	flag.Parse()
	o.out = os.Stdout
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}
