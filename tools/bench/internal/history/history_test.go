package history

import (
	"path/filepath"
	"testing"
	"time"

	"shopfyp.dev/shared/interaction"
)

func TestReplay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "visits.jsonl")
	err := Write(path, []Visit{
		{"ann", interaction.Interaction{Type: interaction.Search, Query: "lamp", Vector: []float32{1, 0}, Model: "m"}},
		{"ann", interaction.Interaction{Type: interaction.Click, ProductID: "p1"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	log := interaction.NewMemory(time.Now)
	if err := Replay(t.Context(), path, log); err != nil {
		t.Fatal(err)
	}
	got, err := log.Latest(t.Context(), "ann", 9)
	if err != nil || len(got) != 2 || got[0].ProductID != "p1" || got[1].Query != "lamp" || len(got[1].Vector) != 2 {
		t.Errorf("log after Replay = %+v, %v, want the click and before it the search with its vector", got, err)
	}
}
