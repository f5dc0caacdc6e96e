// Command grant gives an account a role in the console:
//
//	go run ./tools/grant EMAIL viewer|editor|owner
//	go run ./tools/grant EMAIL none
//
// The account must exist and its email address must be verified. A new role is valid when the member next signs in to the
// console. Taking a role away, or a smaller one, signs the member out everywhere. The program needs GOOGLE_CLOUD_PROJECT,
// and Firebase Authentication Admin in the project. With FIREBASE_AUTH_EMULATOR_HOST, it uses the emulator.
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
	if err := run(ctx, os.Args[1:], os.Getenv, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "grant:", err)
		os.Exit(1)
	}
}
