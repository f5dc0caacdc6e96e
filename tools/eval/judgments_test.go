package main

import (
	"cmp"
	"os"
	"testing"
)

// data returns the folder of the judged data. It skips the test if the folder is missing.
func data(t *testing.T) string {
	t.Helper()
	dir := cmp.Or(os.Getenv("SHOPFYP_DATA"), "../../../shared/data")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no judged data: %v; set SHOPFYP_DATA to its folder", err)
	}
	return dir
}

func TestReadTasks(t *testing.T) {
	tasks, err := readTasks(data(t))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"esci150": 75, "mistyped-1": 75, "mistyped-2": 75, "mistyped-3": 75, "art27": 13, "handmade-fashion": 6, "handmade-toys_uk": 6, "shoppingbench": 211}
	if len(tasks) != len(want) {
		t.Fatalf("readTasks returned %d tasks, want %d", len(tasks), len(want))
	}
	for _, task := range tasks {
		if len(task.queries) != want[task.name] {
			t.Errorf("%s has %d queries, want %d", task.name, len(task.queries), want[task.name])
		}
		for _, q := range task.queries {
			if len(q.judged.Gain) == 0 || q.text == "" {
				t.Errorf("%s: query %q has %d judgments, want a text and at least one judgment", task.name, q.text, len(q.judged.Gain))
			}
		}
	}
}

func TestReadTasksReportsMissingData(t *testing.T) {
	if _, err := readTasks(t.TempDir()); err == nil {
		t.Error("readTasks of an empty folder returned no error")
	}
}
