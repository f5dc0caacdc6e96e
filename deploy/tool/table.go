package main

import (
	"fmt"
	"io"
	"strings"

	"shopfyp.dev/functions"
)

// none stands for an empty column: the shell takes two tabs for one.
const none = "-"

// table writes the table of functions as deploy/lib/table.sh reads it, the names of its columns first.
func table(out io.Writer) error {
	columns := []string{"name", "kind", "memory", "cpu", "concurrency", "instances", "timeout", "native", "snapshots", "roles", "event", "document"}
	if _, err := fmt.Fprintln(out, strings.Join(columns, "\t")); err != nil {
		return err
	}
	for _, f := range functions.Table() {
		r := f.Resources
		kind, eventType, document := "http", none, none
		if f.Event != nil {
			kind, eventType, document = "event", f.Event.Type, f.Event.Document
		}
		roles := strings.Join(f.Roles, ",")
		if roles == "" {
			roles = none
		}
		_, err := fmt.Fprintf(out, "%s\t%s\t%s\t%d\t%d\t%d\t%.0f\t%t\t%t\t%s\t%s\t%s\n", f.Name, kind, r.Memory, r.CPU, r.Concurrency,
			r.MaxInstances, r.Timeout.Seconds(), r.Native, f.Snapshots, roles, eventType, document)
		if err != nil {
			return err
		}
	}
	return nil
}

// routes writes every route with a value in the place of its wildcards.
func routes(out io.Writer) error {
	for _, f := range functions.Table() {
		for _, route := range f.Routes {
			method, path, _ := strings.Cut(route.Pattern, " ")
			path = strings.NewReplacer("{", "", "}", "").Replace(path)
			if _, err := fmt.Fprintf(out, "%s %s\n", method, path); err != nil {
				return err
			}
		}
	}
	return nil
}
