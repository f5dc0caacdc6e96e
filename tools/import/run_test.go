package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/tools/import/importer"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

func env(vars map[string]string) lookup {
	return func(key string) (string, bool) { v, ok := vars[key]; return v, ok }
}

// write creates a file and returns its path.
func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRunIntoTheEmulator(t *testing.T) {
	project := emulatortest.Project()
	client := emulatortest.Client(t, project)
	vars := env(map[string]string{
		"FIRESTORE_EMULATOR_HOST": emulatortest.ForTest(t), "GOOGLE_CLOUD_PROJECT": project, "SHOPFYP_CACHE": t.TempDir(),
	})
	file := write(t, "a.csv", "sku;label;price\n1;Kettle;9,99\n2;Pan;15,00\n1;Kettle again;1\n3;;1\n")
	args := []string{file, "--map", "title=label", "--currency", "eur", "--id-prefix", "a-"}

	var out, progress bytes.Buffer
	if err := run(t.Context(), args, vars, console{out: &out, errs: &progress}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"title        ← label", "CSV with semicolons", "emulator at", "rejects.jsonl", "a.csv, bytes: 64 of 64"} {
		if !strings.Contains(out.String()+progress.String(), want) {
			t.Errorf("output has no %q:\n%s%s", want, out.String(), progress.String())
		}
	}
	got, err := firestoredb.NewProducts(client).Get(t.Context(), "a-1")
	if err != nil || got.Title != "Kettle" || got.Price != (catalog.Money{Amount: 999, Currency: "EUR"}) || got.UpdatedAt.IsZero() {
		t.Errorf("product a-1 = %+v, %v, want Kettle for 9.99 EUR with a time", got, err)
	}

	out.Reset()
	if err := run(t.Context(), args, vars, console{out: &out, errs: &progress}); err != nil {
		t.Fatal(err)
	}
	if want := "    unchanged                                2\n"; !strings.Contains(out.String(), want) {
		t.Errorf("report of the second import has no %q:\n%s", want, out.String())
	}
	again, err := firestoredb.NewProducts(client).Get(t.Context(), "a-1")
	if err != nil || !again.UpdatedAt.Equal(got.UpdatedAt) {
		t.Errorf("after the second import, UpdatedAt = %v, %v, want %v", again.UpdatedAt, err, got.UpdatedAt)
	}
}

// The console shows which rows of the last import of a source were rejected, until an import rejects none.
func TestRejectedRowsAreStored(t *testing.T) {
	project := emulatortest.Project()
	client := emulatortest.Client(t, project)
	vars := env(map[string]string{
		"FIRESTORE_EMULATOR_HOST": emulatortest.ForTest(t), "GOOGLE_CLOUD_PROJECT": project, "SHOPFYP_CACHE": t.TempDir(),
	})
	imported := func(args ...string) []feed.Import {
		t.Helper()
		var out bytes.Buffer
		if err := run(t.Context(), args, vars, console{out: &out, errs: &out}); err != nil && !errors.Is(err, errNothing) {
			t.Fatalf("%v\n%s", err, out.String())
		}
		all, err := firestoredb.NewImports(client).Newest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range all {
			if time.Since(all[i].At) > time.Minute {
				t.Errorf("import of %q at %v, want now", all[i].Source, all[i].At)
			}
			all[i].At = time.Time{}
		}
		slices.SortFunc(all, func(a, b feed.Import) int { return strings.Compare(a.Source, b.Source) })
		return all
	}
	check := func(got []feed.Import, want ...feed.Import) {
		t.Helper()
		if diff := cmp.Diff(append([]feed.Import{}, want...), got); diff != "" {
			t.Errorf("imports (-want +got):\n%s", diff)
		}
	}
	a := write(t, "a.csv", "id,name\n1,Kettle\n2,\n1,Again\n3,\n")
	b := write(t, "b.csv", "id,name\n4,\n5,Pan\n")
	check(imported("--dry-run", a))
	empty := feed.Reason{Text: "title is empty", Count: 3, File: "a.csv", Line: 3, Row: "2,"}
	x := feed.Import{Source: "x", Rows: 6, Rejected: 3, Duplicates: 1, Reasons: []feed.Reason{empty}}
	check(imported("--source", "x", a, b), x)
	only := feed.Import{Source: "nothing", Rows: 1, Rejected: 1, Reasons: []feed.Reason{{Text: "title is empty", Count: 1, File: "c.csv", Line: 2, Row: "9,"}}}
	check(imported("--source", "nothing", write(t, "c.csv", "id,name\n9,\n")), only, x)
	check(imported("--source", "x", write(t, "d.csv", "id,name\n1,Kettle\n")), only, feed.Import{Source: "x", Rows: 1})
}

func TestDryRunNeedsNoStore(t *testing.T) {
	rejects := filepath.Join(t.TempDir(), "new", "rejects.jsonl")
	args := []string{"--dry-run", "--rejects", rejects, write(t, "a.csv", "id,name\n1,x\n2,\n"), write(t, "b.csv", "id,name\n1,x\n")}
	var out bytes.Buffer
	if err := run(t.Context(), args, env(nil), console{out: &out, errs: &out}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(rejects)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for line := range strings.Lines(string(text)) {
		var r importer.Reject
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, filepath.Base(r.File)+" "+r.Kind)
	}
	if got, want := strings.Join(kinds, ", "), "a.csv rejected, b.csv duplicate"; got != want {
		t.Errorf("rejects = %s, want %s", got, want)
	}
}

func TestRunErrors(t *testing.T) {
	good, header := write(t, "good.csv", "id,name\n1,x\n"), write(t, "header.csv", "id,name\n")
	bad := write(t, "bad.csv", "id,name\n1,\n2\n")
	state := t.TempDir()
	tests := []struct {
		name string
		args []string
		env  map[string]string
		want string
	}{
		{"no file", nil, nil, "no file given"},
		{"unknown flag", []string{"--flavor", good}, nil, "flavor"},
		{"unknown field", []string{"--map", "flavor=x", good}, nil, "the fields are id, "},
		{"missing file", []string{"--dry-run", filepath.Join(state, "none.csv")}, nil, "none.csv"},
		{"directory", []string{"--dry-run", state}, nil, "is a directory"},
		{"no project", []string{good}, nil, "set GOOGLE_CLOUD_PROJECT"},
		{"emulator that is not running", []string{good}, map[string]string{"FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"}, "FIRESTORE_EMULATOR_HOST"},
		{"header without rows", []string{"--dry-run", header}, nil, errNothing.Error()},
		{"only invalid rows", []string{"--dry-run", bad}, nil, errNothing.Error()},
		{"empty file", []string{"--dry-run", write(t, "empty.csv", "")}, nil, "the file is empty"},
		{"rejects file is an input", []string{"--dry-run", "--rejects", good, good}, nil, "is an input file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vars := map[string]string{"SHOPFYP_CACHE": state}
			for k, v := range tt.env {
				vars[k] = v
			}
			var out bytes.Buffer
			err := run(t.Context(), tt.args, env(vars), console{out: &out, errs: &out})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("run(%q) = %v, want an error with %q", tt.args, err, tt.want)
			}
		})
	}
	if text, err := os.ReadFile(good); err != nil || len(text) == 0 {
		t.Errorf("input = %q, %v, want it unchanged", text, err)
	}
}

func TestHelp(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), []string{"--help"}, env(nil), console{out: &out, errs: &out}); err != nil || !strings.Contains(out.String(), "-id-prefix") {
		t.Errorf("run(--help) = %v with output %q, want nil and the flags", err, out.String())
	}
}

func TestParse(t *testing.T) {
	tests := []struct {
		name          string
		vars          map[string]string
		args          []string
		state, target string
	}{
		{"emulator", map[string]string{"FIRESTORE_EMULATOR_HOST": "h:1", "HOME": "/h"}, []string{"f"},
			"/h/.cache/shopfyp/import", "project demo-shopfyp in the Firestore emulator at h:1"},
		{"real Firestore", map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "XDG_CACHE_HOME": "/x"}, []string{"f", "--id-prefix", "a-"},
			"/x/shopfyp/import", "project p in Firestore"},
		{"state folder", map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "SHOPFYP_CACHE": "/c"}, []string{"--state", "/s", "f"},
			"/s", "project p in Firestore"},
		{"dry run", map[string]string{"SHOPFYP_CACHE": "/c"}, []string{"f", "--dry-run"}, "/c/import", "no store (dry run)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := parse(t.Context(), tt.args, env(tt.vars), &bytes.Buffer{})
			if err != nil {
				t.Fatal(err)
			}
			if c.State != tt.state || c.Target() != tt.target || c.Rejects != filepath.Join(tt.state, "rejects.jsonl") || len(c.Files) != 1 {
				t.Errorf("parse = state %s, target %s, rejects %s, files %q, want state %s, target %s", c.State, c.Target(), c.Rejects, c.Files, tt.state, tt.target)
			}
		})
	}
}

func TestBrief(t *testing.T) {
	if got := brief(errors.New(strings.Repeat("é", maxBrief))); len(got) > maxBrief+len(" …") {
		t.Errorf("brief returned %d bytes, want at most %d", len(got), maxBrief+len(" …"))
	}
	if got := brief(errNothing); got != errNothing.Error() {
		t.Errorf("brief = %q, want %q", got, errNothing)
	}
}
