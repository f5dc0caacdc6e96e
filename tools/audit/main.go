// Audit looks up known vulnerabilities in the project's dependencies. It uses
// govulncheck for Go and npm audit for both package-lock.json files. It ignores
// the findings that accepted.txt lists.
//
// The exit status is 0 if there are no findings, 1 if there are findings or an
// error, and 2 if a database was unreachable.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
)

// errUnreachable means that a vulnerability database could not be queried.
var errUnreachable = errors.New("database unreachable, nothing was checked")

// A finding is a known vulnerability in a dependency.
type finding struct {
	id    string // GO-2025-1234, GHSA-…
	what  string // the module or package
	title string
}

// A check queries one database.
type check struct {
	name string
	run  func(ctx context.Context) ([]finding, error)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(audit(ctx, []check{
		{"govulncheck", govulncheck},
		{"npm audit of frontend", npm("frontend")},
		{"npm audit of tools/emulators", npm("tools/emulators")},
	}, "tools/audit/accepted.txt", os.Stdout))
}

// audit runs the checks, prints their findings to out, and returns the exit status.
func audit(ctx context.Context, checks []check, acceptedFile string, out io.Writer) (code int) {
	accepted, err := readAccepted(acceptedFile)
	if err != nil {
		fmt.Fprintln(out, "audit:", err)
		return 1
	}
	unused := make(map[string]string)
	for id, why := range accepted {
		unused[id] = why
	}
	unreachable := false
	for _, c := range checks {
		found, err := c.run(ctx)
		switch {
		case errors.Is(err, errUnreachable):
			unreachable = true
			fmt.Fprintf(out, "%s: %v\n", c.name, err)
			continue
		case err != nil:
			code = 1
			fmt.Fprintf(out, "%s: %v\n", c.name, err)
			continue
		}
		bad := slices.DeleteFunc(found, func(f finding) bool {
			why, ok := accepted[f.id]
			if delete(unused, f.id); ok {
				fmt.Fprintf(out, "%s: %s in %s is accepted: %s\n", c.name, f.id, f.what, why)
			}
			return ok
		})
		for _, f := range bad {
			code = 1
			fmt.Fprintf(out, "%s: %s in %s: %s\n", c.name, f.id, f.what, f.title)
		}
		fmt.Fprintf(out, "%s: %d vulnerabilities\n", c.name, len(bad))
	}
	if code == 0 && unreachable {
		return 2
	}
	for id := range unused {
		if !unreachable {
			fmt.Fprintf(out, "%s: %s is no longer found; remove it\n", acceptedFile, id)
		}
	}
	return code
}
