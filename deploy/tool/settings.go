package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shopfyp.dev/deploy/settings"
)

// planSettings reads the current settings from in and prints the plan. It writes the flags of gcloud for each target into a
// folder, and the names of the targets that change, that use the search engine and that leave it.
func planSettings(args []string, in io.Reader, out io.Writer) error {
	set := flag.NewFlagSet("settings", flag.ContinueOnError)
	file := set.String("env", "", "file of KEY=value lines")
	var unset, assignments []string
	set.Func("set", "KEY=value, in place of that of the file; may be repeated", func(text string) error {
		assignments = append(assignments, text)
		return nil
	})
	set.Func("unset", "setting to remove; may be repeated", func(name string) error {
		unset = append(unset, name)
		return nil
	})
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() < 4 {
		return errors.New("usage: settings [-env FILE] [-set KEY=value]... [-unset KEY]... PROJECT BUCKET TO TARGET...")
	}
	changes, err := readChanges(*file, assignments)
	if err != nil {
		return err
	}
	for _, name := range unset {
		delete(changes.Set, name)
	}
	changes.Unset = append(changes.Unset, unset...)
	current, err := settings.ReadCurrent(in)
	if err != nil {
		return err
	}
	fixed := map[string]string{"GOOGLE_CLOUD_PROJECT": set.Arg(0), "BUCKET": set.Arg(1)}
	plan, err := settings.NewPlan(set.Args()[3:], current, fixed, changes)
	if err != nil {
		return err
	}
	return errors.Join(plan.Write(out), writePlan(plan, set.Arg(2)))
}

// readChanges reads the file, if there is one, and the assignments KEY=value.
func readChanges(file string, assignments []string) (changes settings.Changes, err error) {
	changes.Set = make(map[string]string)
	if file != "" {
		changes, err = settings.ReadFile(file)
	}
	for _, text := range assignments {
		name, value, _ := strings.Cut(text, "=")
		err = errors.Join(err, changes.Add(name, value))
	}
	return changes, err
}

// tokenSecret prints the name of the secret with the token of the search engine, from the current settings.
func tokenSecret(in io.Reader, out io.Writer) error {
	current, err := settings.ReadCurrent(in)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(out, settings.TokenSecret(current))
	return err
}

// writePlan writes the plan's files into dir.
func writePlan(plan settings.Plan, dir string) error {
	if err := plan.WriteFlags(dir); err != nil {
		return err
	}
	var errs []error
	for name, targets := range map[string][]string{"changed": plan.Changed(), "engine": plan.Engine()} {
		errs = append(errs, os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(append(targets, ""), "\n")), 0o600))
	}
	return errors.Join(errs...)
}
