// Traffic sends simulated shoppers to a running shop. They scroll, search, click and buy by a stated click model, through the
// API calls that the app makes, the events of measurement included. It is for trying the console and experiments.
//
// The click model is position-based (Craswell et al., "An Experimental Comparison of Click Position-Bias Models", WSDM 2008):
// a shopper looks at a position with a probability that falls with the position, and clicks a product that they look at with a
// probability that depends on whether they like its category.
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
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "traffic:", err)
		os.Exit(1)
	}
}
