// Serve is the server under test: every HTTP function, as production runs it, in
// one process. Its snapshots come from a folder or from Cloud Storage, the
// interaction log lies in memory or in Firestore, and a user's ID is the token.
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
	if err := run(ctx, os.Args[1:], os.Environ(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}
