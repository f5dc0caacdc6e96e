package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shopfyp.dev/deploy/settings"
)

// planSettings reads the current settings from in and prints the plan. It writes the flags of gcloud for
// each target and the names of the targets that change into a folder.
func planSettings(args []string, in io.Reader, out io.Writer) error {
	set := flag.NewFlagSet("settings", flag.ContinueOnError)
	file := set.String("env", "", "file of KEY=value lines")
	var unset []string
	set.Func("unset", "setting to remove; may be repeated", func(name string) error {
		unset = append(unset, name)
		return nil
	})
	if err := set.Parse(args); err != nil {
		return err
	}
	if set.NArg() < 4 {
		return errors.New("usage: settings [-env FILE] [-unset KEY]... PROJECT BUCKET TO TARGET...")
	}
	changes, err := readChanges(*file)
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

func readChanges(file string) (settings.Changes, error) {
	if file == "" {
		return settings.Changes{Set: make(map[string]string)}, nil
	}
	return settings.ReadFile(file)
}

// writePlan writes the plan's files into dir.
func writePlan(plan settings.Plan, dir string) error {
	if err := plan.WriteFlags(dir); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "changed"), []byte(strings.Join(append(plan.Changed(), ""), "\n")), 0o600)
}
