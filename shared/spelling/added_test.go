package spelling_test

import (
	"slices"
	"testing"
)

// Words of new products are corrections too, and are not corrected themselves.
func TestWith(t *testing.T) {
	d := dictionary(t)
	words, err := d.Unknown("Zorblaxer Speaker", "the zorblaxer 900Q")
	if err != nil || !slices.Contains(words, "zorblaxer") || slices.Contains(words, "speaker") {
		t.Fatalf("Unknown = %q, %v, want zorblaxer and no known word", words, err)
	}
	with, err := d.With(map[string]uint64{"zorblaxer": 1})
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{"zorblaxer": "zorblaxer", "zorblaxr": "zorblaxer", "zorblacer": "zorblaxer", "blutooth": "bluetooth"} {
		if got, err := with.Correct(typed, shop{}); err != nil || got != want {
			t.Errorf("Correct(%q) = %q, %v, want %q", typed, got, err, want)
		}
	}
	if got, err := d.Correct("zorblaxr", shop{}); err != nil || got == "zorblaxer" {
		t.Errorf("without the word, Correct = %q, %v", got, err)
	}
	if same, err := d.With(nil); same != d || err != nil {
		t.Errorf("With(nil) = %p, %v, want the same dictionary", same, err)
	}
}
