package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const govulncheckOutput = `{"config":{"scanner_name":"govulncheck"}}
{"osv":{"id":"GO-2025-1","summary":"Loops for ever"}}
{"osv":{"id":"GO-2025-2","summary":"Never called"}}
{"finding":{"osv":"GO-2025-2","trace":[{"module":"example.org/b"}]}}
{"finding":{"osv":"GO-2025-1","trace":[{"module":"example.org/a"}]}}
{"finding":{"osv":"GO-2025-1","trace":[{"module":"example.org/a","function":"Loop"},{"module":"shopfyp.dev","function":"main"}]}}
{"finding":{"osv":"GO-2025-1","trace":[{"module":"example.org/a","function":"Loop"},{"module":"shopfyp.dev","function":"other"}]}}
`

func TestParseGovulncheck(t *testing.T) {
	found, err := parseGovulncheck(strings.NewReader(govulncheckOutput))
	if want := (finding{"GO-2025-1", "example.org/a", "Loops for ever"}); err != nil || len(found) != 1 || found[0] != want {
		t.Errorf("found %v, %v, want the called function's, once", found, err)
	}
	if _, err := parseGovulncheck(strings.NewReader("{")); err == nil {
		t.Error("no error for a truncated message")
	}
}

func TestParseNPM(t *testing.T) {
	found, err := parseNPM([]byte(`{"vulnerabilities":{
		"a":{"via":["b"]},
		"b":{"via":[{"url":"https://github.com/advisories/GHSA-1","title":"Leaks"}]}}}`))
	if want := (finding{"GHSA-1", "b", "Leaks"}); err != nil || len(found) != 1 || found[0] != want {
		t.Errorf("found %v, %v, want the advisory, once", found, err)
	}
	if found, err := parseNPM([]byte(`{"vulnerabilities":{}}`)); err != nil || len(found) != 0 {
		t.Errorf("clean report: %v, %v, want no findings", found, err)
	}
	if _, err := parseNPM([]byte(`{"message":"405 Method Not Allowed"}`)); !errors.Is(err, errUnreachable) {
		t.Errorf("registry error: %v, want errUnreachable", err)
	}
}

func TestExplainFailure(t *testing.T) {
	failed := errors.New("exit status 1")
	if err := explainFailure(failed, "govulncheck: fetching vulnerabilities: dial tcp: no such host\n"); !errors.Is(err, errUnreachable) {
		t.Errorf("without a network: %v, want errUnreachable", err)
	}
	if err := explainFailure(failed, "main.go:1: syntax error"); !errors.Is(err, failed) || errors.Is(err, errUnreachable) {
		t.Errorf("compile error: %v, want the exit status", err)
	}
}

func TestAudit(t *testing.T) {
	gives := func(err error, found ...finding) check {
		return check{"database", func(context.Context) ([]finding, error) { return found, err }}
	}
	known, fresh := finding{"GHSA-1", "b", "Leaks"}, finding{"GHSA-2", "c", "Falls"}
	for _, tt := range []struct {
		name     string
		accepted string
		checks   []check
		code     int
		says     string
	}{
		{"nothing found", "", []check{gives(nil)}, 0, "0 vulnerabilities"},
		{"accepted", "# why\n\nGHSA-1 only in tests\n", []check{gives(nil, known)}, 0, "only in tests"},
		{"found", "GHSA-1 only in tests\n", []check{gives(nil, known, fresh)}, 1, "GHSA-2 in c: Falls"},
		{"unreachable", "", []check{gives(errUnreachable), gives(nil)}, 2, "nothing was checked"},
		{"found and unreachable", "", []check{gives(errUnreachable), gives(nil, fresh)}, 1, "GHSA-2"},
		{"failed", "", []check{gives(errors.New("no npm"))}, 1, "no npm"},
		{"accepted, but fixed", "GHSA-1 only in tests\n", []check{gives(nil)}, 0, "GHSA-1 is no longer found"},
		{"no reason", "GHSA-1\n", []check{gives(nil)}, 1, "accepted.txt:1: GHSA-1 has no reason"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "accepted.txt")
			if err := os.WriteFile(file, []byte(tt.accepted), 0o600); err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			if code := audit(t.Context(), tt.checks, file, &out); code != tt.code || !strings.Contains(out.String(), tt.says) {
				t.Errorf("audit = %d, output\n%s\nwant %d and %q", code, &out, tt.code, tt.says)
			}
		})
	}
}

// TestAccepted checks that the repository's file is valid.
func TestAccepted(t *testing.T) {
	if _, err := readAccepted("accepted.txt"); err != nil {
		t.Error(err)
	}
}
