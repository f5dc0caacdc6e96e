package bm25

import (
	"slices"
	"testing"
)

func TestSearch(t *testing.T) {
	ix := New([]string{
		0: "Bluetooth speaker, red",
		1: "Speaker stand for two speakers",
		2: "Garden hose",
		3: "Bluetooth speaker with a very long name that says a great many other things besides, on and on",
		4: "Batteries",
	})
	tests := []struct {
		query string
		k     int
		want  []int
	}{
		{"bluetooth speakers", 10, []int{0, 3, 1}}, // the shorter text with both words comes first
		{"bluetooth speakers", 1, []int{0}},
		{"HOSE!", 10, []int{2}},
		{"battery", 10, []int{4}},
		{"with a for", 10, []int{}},
		{"unknown", 10, []int{}},
		{"", 10, []int{}},
	}
	for _, tt := range tests {
		if got := ix.Search(tt.query, tt.k); !slices.Equal(got, tt.want) {
			t.Errorf("Search(%q, %d) = %v, want %v", tt.query, tt.k, got, tt.want)
		}
	}
	if got := New(nil).Search("x", 3); len(got) != 0 {
		t.Errorf("Search in an empty index = %v, want none", got)
	}
}
