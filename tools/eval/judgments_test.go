package main

import (
	"testing"

	"shopfyp.dev/shared/datatest"
)

func TestReadTasks(t *testing.T) {
	tasks, err := readTasks(datatest.Path(t))
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
