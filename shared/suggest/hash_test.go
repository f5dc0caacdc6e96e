package suggest

import "testing"

func TestHash(t *testing.T) {
	want := Hash("Crème brûlée torch")
	if len(want) != 16 {
		t.Errorf("Hash = %q, want 16 hex digits", want)
	}
	for _, same := range []string{"creme brulee TORCH", " crème-brûlée  torch! "} {
		if got := Hash(same); got != want {
			t.Errorf("Hash(%q) = %s, want %s as for another writing", same, got, want)
		}
	}
	for _, other := range []string{"creme brulee", "torch creme brulee", ""} {
		if Hash(other) == want {
			t.Errorf("Hash(%q) is that of another query", other)
		}
	}
}
