package lexical_test

import (
	"testing"

	"shopfyp.dev/shared/lexical"
)

func TestIsBrand(t *testing.T) {
	ix := open(t, lexical.Document{Title: "Drill", Brand: "BLACK+DECKER"}, lexical.Document{Title: "Serum", Brand: "No7"}, lexical.Document{Title: "Free People Dress"})
	for phrase, want := range map[string]bool{
		"black and decker": true, "Black & Decker": true, "no 7": true, "no": false, "black": false, "free people": false, "": false, "and": false,
	} {
		if got := ix.IsBrand(phrase); got != want {
			t.Errorf("IsBrand(%q) = %v, want %v", phrase, got, want)
		}
	}
}

func TestContains(t *testing.T) {
	ix := open(t, titles("led lamp kit", "lamp kit")...)
	tests := []struct {
		text string
		row  int64
		want bool
	}{{"led lamps", 0, true}, {"led lamp", 1, false}, {"lamp", 1, true}, {"unknown lamp", 1, false}, {"the", 1, false}, {"lamp", 2, false}}
	for _, tt := range tests {
		if got := query(t, ix, tt.text).Contains(tt.row); got != tt.want {
			t.Errorf("Contains(%d) of %q = %v, want %v", tt.row, tt.text, got, tt.want)
		}
	}
}
