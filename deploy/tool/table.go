package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"shopfyp.dev/functions"
)

// none marks an empty column, because the shell merges adjacent tabs.
const none = "-"

// table writes the table of functions for deploy/lib/table.sh, with a header line.
func table(out io.Writer) error {
	columns := []string{"name", "kind", "memory", "cpu", "concurrency", "instances", "timeout", "native", "engine", "bucket", "roles", "event", "document"}
	if _, err := fmt.Fprintln(out, strings.Join(columns, "\t")); err != nil {
		return err
	}
	for _, f := range functions.Table() {
		r := f.Resources
		kind, eventType, document := "http", none, none
		if f.Event != nil {
			kind, eventType, document = "event", f.Event.Type, f.Event.Document
		}
		roles := cmp.Or(strings.Join(f.Roles, ","), none)
		_, err := fmt.Fprintf(out, "%s\t%s\t%s\t%d\t%d\t%d\t%.0f\t%t\t%t\t%s\t%s\t%s\t%s\n", f.Name, kind, r.Memory, r.CPU, r.Concurrency,
			r.MaxInstances, r.Timeout.Seconds(), r.Native, f.Engine, cmp.Or(f.Bucket, none), roles, eventType, document)
		if err != nil {
			return err
		}
	}
	return nil
}

// routes writes the method and path of each route that reads tokens, with values for the wildcards.
func routes(out io.Writer) error {
	for _, f := range functions.Table() {
		for _, route := range f.Routes {
			if route.Public {
				continue
			}
			method, path, _ := strings.Cut(route.Pattern, " ")
			path = strings.NewReplacer("{", "", "}", "").Replace(path)
			if _, err := fmt.Fprintf(out, "%s %s\n", method, path); err != nil {
				return err
			}
		}
	}
	return nil
}
