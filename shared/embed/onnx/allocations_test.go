package onnx_test

import (
	"strings"
	"testing"
)

// TestAllocationsDoNotGrowWithTheText compares a query of 200 words with one of 2.
func TestAllocationsDoNotGrowWithTheText(t *testing.T) {
	e := open(t, native(t))
	allocations := func(text string) float64 {
		return testing.AllocsPerRun(20, func() {
			if _, err := e.EmbedQuery(t.Context(), text); err != nil {
				t.Fatal(err)
			}
		})
	}
	short, long := allocations("bluetooth speaker"), allocations(strings.Repeat("bluetooth speaker ", 100))
	if long > short {
		t.Errorf("a query of 200 words allocates %v times, want at most %v, as for 2 words", long, short)
	}
}
