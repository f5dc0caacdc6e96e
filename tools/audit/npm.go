package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"path"
	"slices"
)

// npm returns a check of a folder's package-lock.json.
func npm(dir string) func(ctx context.Context) ([]finding, error) {
	return func(ctx context.Context) ([]finding, error) {
		cmd := exec.CommandContext(ctx, "npm", "audit", "--json")
		cmd.Dir = dir
		var out bytes.Buffer
		cmd.Stdout = &out
		err := cmd.Run()
		if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended { // npm exits with an error if there are findings
			return nil, err
		}
		return parseNPM(out.Bytes())
	}
}

// parseNPM reads the report of npm audit --json.
func parseNPM(data []byte) ([]finding, error) {
	var report struct {
		Message         string `json:"message"`
		Vulnerabilities map[string]struct {
			Via []json.RawMessage `json:"via"` // advisories, or names of the vulnerable dependencies
		} `json:"vulnerabilities"`
	}
	if err := json.Unmarshal(data, &report); err != nil {
		return nil, fmt.Errorf("read npm audit: %w", err)
	}
	if report.Vulnerabilities == nil {
		return nil, fmt.Errorf("%w: %s", errUnreachable, report.Message)
	}
	var found []finding
	for _, name := range slices.Sorted(maps.Keys(report.Vulnerabilities)) {
		for _, via := range report.Vulnerabilities[name].Via {
			var a struct{ URL, Title string }
			if json.Unmarshal(via, &a) != nil { // via is the name of a dependency, which has its own entry
				continue
			}
			found = append(found, finding{path.Base(a.URL), name, a.Title})
		}
	}
	return found, nil
}
