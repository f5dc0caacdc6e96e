package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/post"
)

// run reads the file in args, prints what it contains, and stores it unless -dry-run is set.
func run(ctx context.Context, args []string, env func(string) string, out io.Writer) (err error) {
	fs := flag.NewFlagSet("posts", flag.ContinueOnError)
	dryRun := fs.Bool("dry-run", false, "check the file and store nothing")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return errors.New("usage: posts [-dry-run] FILE.json")
	}
	posts, err := read(fs.Arg(0))
	if err != nil {
		return err
	}
	summarize(out, posts)
	if *dryRun {
		fmt.Fprintln(out, "dry run: nothing is stored")
		return nil
	}
	project := env("GOOGLE_CLOUD_PROJECT")
	if project == "" {
		return errors.New("GOOGLE_CLOUD_PROJECT is not set")
	}
	client, err := firestore.NewClient(ctx, project)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, client.Close()) }()
	if err := firestoredb.NewPosts(client).Put(ctx, posts); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d posts are stored in project %s; shoppers see a change within six minutes\n", len(posts), project)
	return nil
}

func read(name string) ([]post.Post, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	posts, err := post.ReadFile(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return posts, nil
}

// summarize prints one line for each post, in the order of the feed.
func summarize(out io.Writer, posts []post.Post) {
	sorted := slices.SortedFunc(slices.Values(posts), func(a, b post.Post) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	for _, p := range sorted {
		note := ""
		if p.Sound != "" && p.CaptionsURL == "" {
			note = "  (has sound but no captions)"
		}
		fmt.Fprintf(out, "%-9s %10g  %s%s\n", p.Status, p.Order, p.ID, note)
	}
}
