package wordpiece

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	want := []string{"ben", "cafe", "decor", "run", "sep", "want", "각", "카", "가", "中", "国", "こ", "ไ"}
	got := newSmall(t).Words()
	if !slices.IsSorted(got) {
		t.Errorf("Words() = %q, want alphabetical order", got)
	}
	for _, w := range got {
		if !slices.Contains(want, w) {
			t.Errorf("Words() contains %q", w)
		}
	}
	for _, w := range want[:6] {
		if !slices.Contains(got, w) {
			t.Errorf("Words() = %q, want it to contain %q", got, w)
		}
	}
}
