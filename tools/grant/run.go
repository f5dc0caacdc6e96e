package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"shopfyp.dev/shared/gcp/authusers"
	"shopfyp.dev/shared/staff"
)

// none is the argument that takes the role away.
const none = "none"

// run sets the role in args and prints the change.
func run(ctx context.Context, args []string, env func(string) string, out io.Writer) error {
	email, role, err := parse(args)
	if err != nil {
		return err
	}
	project := env("GOOGLE_CLOUD_PROJECT")
	if project == "" {
		return errors.New("GOOGLE_CLOUD_PROJECT is not set")
	}
	users, err := authusers.New(ctx, project)
	if err != nil {
		return err
	}
	before, err := users.SetRole(ctx, email, role)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %s, was %s\n", email, cmp.Or(role, none), cmp.Or(before, none))
	return nil
}

func parse(args []string) (email string, role staff.Role, err error) {
	if len(args) != 2 {
		return "", "", errors.New("usage: grant EMAIL viewer|editor|owner|none")
	}
	if args[1] == none {
		return args[0], "", nil
	}
	role = staff.Role(args[1])
	if !slices.Contains(staff.Roles, role) {
		return "", "", fmt.Errorf("%q is not a role: viewer, editor, owner or none", args[1])
	}
	return args[0], role, nil
}
