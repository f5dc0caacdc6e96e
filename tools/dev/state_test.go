package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenStateLocks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "state")
	first, err := openState(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = openState(dir)
	if pid := fmt.Sprintf("(process %d)", os.Getpid()); err == nil || !strings.Contains(err.Error(), pid) || strings.Contains(err.Error(), "\n") {
		t.Errorf("second openState = %v, want one line with %s", err, pid)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := openState(dir)
	if err != nil {
		t.Fatalf("openState after Close = %v, want nil", err)
	}
	again.Close()
}

func TestOpenStateKeepsThePreviousLog(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"first", "second"} {
		s, err := openState(dir)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(s.log, text)
		s.Close()
	}
	for name, want := range map[string]string{"dev.jsonl": "second", "dev.jsonl.1": "first"} {
		if got, err := os.ReadFile(filepath.Join(dir, "logs", name)); err != nil || string(got) != want {
			t.Errorf("%s contains %q, %v, want %q", name, got, err, want)
		}
	}
}

// content returns a function that writes a version containing text.
func content(text string) func(string) error {
	return func(dir string) error {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, "f"), []byte(text), 0o644)
	}
}

func TestVaultKeepsTheLatestCompleteVersion(t *testing.T) {
	v := vault{filepath.Join(t.TempDir(), "v")}
	if dir, ok := v.newest(); ok {
		t.Fatalf("newest() of an empty vault = %s, want none", dir)
	}
	for _, text := range []string{"a", "b", "c"} {
		if err := v.keep(content(text)); err != nil {
			t.Fatal(err)
		}
	}
	broken := errors.New("broken")
	err := v.keep(func(dir string) error { return errors.Join(content("half")(dir), broken) })
	if !errors.Is(err, broken) {
		t.Errorf("keep with a failing write = %v, want its error", err)
	}
	dir, ok := v.newest()
	if !ok {
		t.Fatal("newest() found no version")
	}
	if got, err := os.ReadFile(filepath.Join(dir, "f")); err != nil || string(got) != "c" {
		t.Errorf("newest() contains %q, %v, want the last complete version", got, err)
	}
	if err := v.keep(content("d")); err != nil {
		t.Errorf("keep after a failed keep = %v, want nil", err)
	}
	if entries, err := os.ReadDir(v.dir); err != nil || len(entries) != 1 {
		t.Errorf("vault contains %v, %v, want only the newest version", entries, err)
	}
}
