package main

import (
	"strings"
	"testing"
	"time"
)

func env(vars map[string]string) lookup {
	return func(key string) (string, bool) { v, ok := vars[key]; return v, ok }
}

func TestParseConfigSetsDefaults(t *testing.T) {
	c, err := parseConfig(t.Context(), env(map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b"}))
	if err != nil {
		t.Fatal(err)
	}
	if c.Workers < 1 || c.NativeDir != "native/out" || c.AllowShrink || c.BuildEvery != time.Hour || c.HistoryClicks != 200_000 {
		t.Errorf("config = %+v, want one worker per core, native/out, no shrinking, a build an hour, 200,000 clicks", c)
	}
}

func TestParseConfigNamesTheWrongVariable(t *testing.T) {
	tests := []struct {
		vars map[string]string
		want string
	}{
		{map[string]string{"BUCKET": "b"}, "GOOGLE_CLOUD_PROJECT"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p"}, "BUCKET"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "WORKERS": "many"}, "WORKERS"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "WORKERS": "-1"}, "WORKERS"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "HISTORY_CLICKS": "-1"}, "HISTORY_CLICKS"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "BUILD_EVERY": "-1h"}, "BUILD_EVERY"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "HISTORY_SEARCHES": "-1"}, "HISTORY_SEARCHES"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "HISTORY_VISITS": "-1"}, "HISTORY_VISITS"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "CLOUD_RUN_TASK_COUNT": "0"}, "CLOUD_RUN_TASK_COUNT"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "CLOUD_RUN_TASK_INDEX": "1"}, "CLOUD_RUN_TASK_INDEX"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "CLOUD_RUN_TASK_COUNT": "2"}, "CLOUD_RUN_EXECUTION"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "CLOUD_RUN_TASK_COUNT": "2", "CLOUD_RUN_EXECUTION": "a/../b"}, "CLOUD_RUN_EXECUTION"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "CLOUD_RUN_JOB": "index-builder", "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"}, "FIRESTORE_EMULATOR_HOST"},
		{map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "CLOUD_RUN_JOB": "index-builder", "STORAGE_EMULATOR_HOST": "127.0.0.1:1"}, "STORAGE_EMULATOR_HOST"},
	}
	for _, tt := range tests {
		if _, err := parseConfig(t.Context(), env(tt.vars)); err == nil || !strings.Contains(strings.ToUpper(err.Error()), tt.want) {
			t.Errorf("parseConfig(%v) = %v, want an error that names %s", tt.vars, err, tt.want)
		}
	}
}
