// Command posts puts videos into the feed:
//
//	go run ./tools/posts [-dry-run] FILE.json
//
// The file is a JSON array; docs/posts.md lists the fields. A post with a known ID replaces the stored one. The program
// stores nothing if one post is not valid. It needs GOOGLE_CLOUD_PROJECT.
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
		fmt.Fprintln(os.Stderr, "posts:", err)
		os.Exit(1)
	}
}
