package suggest

import "testing"

// BenchmarkBegins measures a search of the titles of 20,000 changed products, the most that an overlay holds.
func BenchmarkBegins(b *testing.B) {
	var keys []string
	for _, e := range titles(20_000) {
		keys = append(keys, Key(e.Text))
	}
	t := NewTyped("sho")
	b.ReportAllocs()
	for b.Loop() {
		for _, key := range keys {
			t.Begins(key)
		}
	}
}
