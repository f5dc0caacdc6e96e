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
{"osv":{"id":"GO-2025-1","summary":"Infinite loop"}}
{"osv":{"id":"GO-2025-2","summary":"Never called"}}
{"finding":{"osv":"GO-2025-2","trace":[{"module":"example.org/b"}]}}
{"finding":{"osv":"GO-2025-1","trace":[{"module":"example.org/a"}]}}
{"finding":{"osv":"GO-2025-1","trace":[{"module":"example.org/a","function":"Loop"},{"module":"shopfyp.dev","function":"main"}]}}
{"finding":{"osv":"GO-2025-1","trace":[{"module":"example.org/a","function":"Loop"},{"module":"shopfyp.dev","function":"other"}]}}
`

func TestParseGovulncheck(t *testing.T) {
	found, err := parseGovulncheck(strings.NewReader(govulncheckOutput))
	if want := (finding{"GO-2025-1", "example.org/a", "Infinite loop"}); err != nil || len(found) != 1 || found[0] != want {
		t.Errorf("parseGovulncheck = %v, %v, want only the vulnerability of the called function, once", found, err)
	}
	if _, err := parseGovulncheck(strings.NewReader("{")); err == nil {
		t.Error("parseGovulncheck of a truncated message returned no error")
	}
}

func TestParseNPM(t *testing.T) {
	found, err := parseNPM([]byte(`{"vulnerabilities":{
		"a":{"via":["b"]},
		"b":{"via":[{"url":"https://github.com/advisories/GHSA-1","title":"Memory leak"}]}}}`))
	if want := (finding{"GHSA-1", "b", "Memory leak"}); err != nil || len(found) != 1 || found[0] != want {
		t.Errorf("parseNPM = %v, %v, want the advisory once", found, err)
	}
	if found, err := parseNPM([]byte(`{"vulnerabilities":{}}`)); err != nil || len(found) != 0 {
		t.Errorf("parseNPM of a clean report = %v, %v, want no findings", found, err)
	}
	if _, err := parseNPM([]byte(`{"message":"405 Method Not Allowed"}`)); !errors.Is(err, errUnreachable) {
		t.Errorf("parseNPM of a registry error = %v, want errUnreachable", err)
	}
}

func TestExplainFailure(t *testing.T) {
	failed := errors.New("exit status 1")
	if err := explainFailure(failed, "govulncheck: fetching vulnerabilities: dial tcp: no such host\n"); !errors.Is(err, errUnreachable) {
		t.Errorf("explainFailure without a network = %v, want errUnreachable", err)
	}
	if err := explainFailure(failed, "main.go:1: syntax error"); !errors.Is(err, failed) || errors.Is(err, errUnreachable) {
		t.Errorf("explainFailure of a compile error = %v, want the exit status", err)
	}
}

func TestAudit(t *testing.T) {
	returns := func(err error, found ...finding) check {
		return check{"database", func(context.Context) ([]finding, error) { return found, err }}
	}
	known, fresh := finding{"GHSA-1", "b", "Memory leak"}, finding{"GHSA-2", "c", "Crash"}
	for _, tt := range []struct {
		name     string
		accepted string
		checks   []check
		code     int
		want     string // in the output
	}{
		{"no findings", "", []check{returns(nil)}, 0, "0 vulnerabilities"},
		{"accepted finding", "# comment\n\nGHSA-1 only in tests\n", []check{returns(nil, known)}, 0, "only in tests"},
		{"new finding", "GHSA-1 only in tests\n", []check{returns(nil, known, fresh)}, 1, "GHSA-2 in c: Crash"},
		{"unreachable database", "", []check{returns(errUnreachable), returns(nil)}, 2, "nothing was checked"},
		{"new finding and unreachable database", "", []check{returns(errUnreachable), returns(nil, fresh)}, 1, "GHSA-2"},
		{"failed check", "", []check{returns(errors.New("no npm"))}, 1, "no npm"},
		{"accepted finding that is fixed", "GHSA-1 only in tests\n", []check{returns(nil)}, 0, "GHSA-1 is no longer found"},
		{"accepted finding without a reason", "GHSA-1\n", []check{returns(nil)}, 1, "accepted.txt:1: GHSA-1 has no reason"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "accepted.txt")
			if err := os.WriteFile(file, []byte(tt.accepted), 0o600); err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			if code := audit(t.Context(), tt.checks, file, &out); code != tt.code || !strings.Contains(out.String(), tt.want) {
				t.Errorf("audit = %d, output\n%s\nwant %d and %q", code, &out, tt.code, tt.want)
			}
		})
	}
}

// TestAccepted checks the syntax of accepted.txt.
func TestAccepted(t *testing.T) {
	if _, err := readAccepted("accepted.txt"); err != nil {
		t.Error(err)
	}
}
