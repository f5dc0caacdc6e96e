package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// govulncheckModule is pinned here because go.mod does not need it.
const govulncheckModule = "golang.org/x/vuln/cmd/govulncheck@v1.1.4"

// govulncheck returns the vulnerabilities in functions that our Go code calls.
func govulncheck(ctx context.Context) ([]finding, error) {
	cmd := exec.CommandContext(ctx, "go", "run", govulncheckModule, "-json", "./...")
	var out, log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &log
	if err := cmd.Run(); err != nil { // with -json, findings do not fail the command
		return nil, explainFailure(err, log.String())
	}
	return parseGovulncheck(&out)
}

// explainFailure returns err with the log of the failed program. It returns errUnreachable instead if the log shows a
// network error.
func explainFailure(err error, log string) error {
	last := strings.TrimSpace(log)
	for _, sign := range []string{"dial tcp", "no such host", "fetching vulnerabilities", "i/o timeout", "proxyconnect"} {
		if strings.Contains(last, sign) {
			return fmt.Errorf("%w: %s", errUnreachable, last)
		}
	}
	return fmt.Errorf("%w: %s", err, last)
}

// parseGovulncheck reads the messages of govulncheck -json. It skips a finding if its trace does not start with
// a function, because our code does not call the vulnerable function.
func parseGovulncheck(r io.Reader) ([]finding, error) {
	titles := make(map[string]string)
	called := make(map[string]string) // module by ID
	var order []string
	for dec := json.NewDecoder(r); ; {
		var m struct {
			OSV *struct {
				ID      string `json:"id"`
				Summary string `json:"summary"`
			} `json:"osv"`
			Finding *struct {
				OSV   string `json:"osv"`
				Trace []struct {
					Module   string `json:"module"`
					Function string `json:"function"`
				} `json:"trace"`
			} `json:"finding"`
		}
		if err := dec.Decode(&m); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("read govulncheck: %w", err)
		}
		if m.OSV != nil {
			titles[m.OSV.ID] = m.OSV.Summary
		}
		if f := m.Finding; f != nil && len(f.Trace) > 0 && f.Trace[0].Function != "" && called[f.OSV] == "" {
			called[f.OSV] = f.Trace[0].Module
			order = append(order, f.OSV)
		}
	}
	var found []finding
	for _, id := range order {
		found = append(found, finding{id, called[id], titles[id]})
	}
	return found, nil
}
