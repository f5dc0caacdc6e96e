package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// A vault keeps the newest version of a folder. Its versions are always complete,
// even if the process is killed during keep.
type vault struct{ dir string }

// newest returns the folder of the newest version, or false if there is no version.
func (v vault) newest() (string, bool) {
	versions := v.versions()
	if len(versions) == 0 {
		return "", false
	}
	return v.path(versions[len(versions)-1]), true
}

// keep calls write to fill a new folder. If write succeeds, the folder becomes
// the newest version and older ones are removed.
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

// versions returns the numbers of the existing versions, oldest first.
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
