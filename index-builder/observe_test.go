package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/load"
	"shopfyp.dev/shared/cloudlog"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry/collectortest"
)

func TestReport(t *testing.T) {
	manifest := snapshot.Manifest{Version: "v1", Index: snapshot.Index{Type: "Flat", RecallAt10: 1}}
	tests := []struct {
		outcome, severity, text string
		r                       result
	}{
		{"published", "INFO", "index v1 published in 90.0 s", result{build.Report{Products: 9, Embedded: 2, Published: true, Manifest: manifest}, true, nil, 90 * time.Second, nil}},
		{"unchanged", "INFO", "nothing to do", result{build.Report{Products: 9, Manifest: manifest}, true, nil, time.Second, nil}},
		{"embedded", "INFO", "task 1 of 3 embedded 2 products", result{build.Report{Embedded: 2}, false, nil, time.Second, nil}},
		{"raced", "INFO", "another build published a snapshot first", result{build.Report{}, true, errors.Join(errors.New("publish"), snapshot.ErrRaced), time.Second, nil}},
		{"unchanged", "INFO", "8 of them written now", result{build.Report{Manifest: manifest}, true, nil, time.Second, &load.Report{Full: true, Products: 9, Written: 8}}},
		{"unchanged", "INFO", "3 products written", result{build.Report{Manifest: manifest}, true, nil, time.Second, &load.Report{Written: 3}}},
		{"failed", "ERROR", "", result{build.Report{}, true, errors.New("no room"), time.Second, nil}},
	}
	c := collectortest.Start(t)
	config := Config{Collector: c.URL, TaskIndex: 1, TaskCount: 3}
	measured, err := config.telemetry(t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.outcome, func(t *testing.T) {
			var terminal, cloud bytes.Buffer
			config.report(t.Context(), &terminal, slog.New(cloudlog.NewJSON(&terminal, slog.LevelInfo)), measured, tt.r)
			if got := terminal.String(); !strings.Contains(got, tt.text) || (got == "") != (tt.text == "") {
				t.Errorf("terminal output = %q, want it to contain %q", got, tt.text)
			}
			Config{Job: "index-builder"}.report(t.Context(), &cloud, slog.New(cloudlog.NewJSON(&cloud, slog.LevelInfo)), nil, tt.r)
			var line map[string]any
			if err := json.Unmarshal(cloud.Bytes(), &line); err != nil {
				t.Fatalf("log line %q: %v", &cloud, err)
			}
			if line["message"] != "build" || line["outcome"] != tt.outcome || line["severity"] != tt.severity {
				t.Errorf("log line = %v, want message build with outcome %s", line, tt.outcome)
			}
		})
	}
	if err := measured.Close(); err != nil {
		t.Fatal(err)
	}
	count := make(map[string]uint64)
	for _, tt := range tests {
		count[tt.outcome]++
	}
	for outcome, want := range count {
		if p, _ := c.Point("shopfyp.build.duration", "outcome="+outcome); p.Count != want {
			t.Errorf("%d builds with outcome %s measured, want %d", p.Count, outcome, want)
		}
	}
	if p, _ := c.Point("shopfyp.build.embedded"); p.Value != 4 {
		t.Errorf("measured %g embedded products, want 4", p.Value)
	}
}
