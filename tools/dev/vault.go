package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// A vault keeps the newest of several versions of a folder. A version is
// either there whole or not at all, whenever we are killed.
type vault struct{ dir string }

// newest returns the folder of the newest version, or false where there is none.
func (v vault) newest() (string, bool) {
	versions := v.versions()
	if len(versions) == 0 {
		return "", false
	}
	return v.path(versions[len(versions)-1]), true
}

// keep has write fill a new folder, which becomes the newest version if that
// succeeds; older ones are removed.
func (v vault) keep(write func(dir string) error) error {
	if err := os.MkdirAll(v.dir, 0o755); err != nil {
		return err
	}
	partial := filepath.Join(v.dir, "partial")
	if err := os.RemoveAll(partial); err != nil {
		return err
	}
	if err := write(partial); err != nil {
		return err
	}
	before := v.versions()
	next := 1
	if len(before) > 0 {
		next = before[len(before)-1] + 1
	}
	if err := os.Rename(partial, v.path(next)); err != nil {
		return err
	}
	for _, old := range before {
		if err := os.RemoveAll(v.path(old)); err != nil {
			return err
		}
	}
	return nil
}

// versions returns the numbers of the versions that are there, oldest first.
func (v vault) versions() []int {
	entries, err := os.ReadDir(v.dir)
	if err != nil {
		return nil
	}
	var all []int
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return all
}

func (v vault) path(version int) string { return filepath.Join(v.dir, fmt.Sprintf("%06d", version)) }
