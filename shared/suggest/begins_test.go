package suggest

import "testing"

// BenchmarkBegins measures a search of the titles of 20,000 changed products, the most that an overlay holds.
func BenchmarkBegins(b *testing.B) {
	var all []Title
	for _, e := range titles(20_000) {
		all = append(all, NewTitle(e.Text))
	}
	t := NewTyped("sho")
	b.ReportAllocs()
	for b.Loop() {
		for _, title := range all {
			t.Begins(title)
		}
	}
}
