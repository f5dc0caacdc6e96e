package query_test

import (
	"testing"

	"shopfyp.dev/shared/query"
)

func TestNameEmoji(t *testing.T) {
	tests := []struct{ text, want string }{
		{"👟", "running shoe"},
		{"👟 for kids under $50", "running shoe for kids under $50"},
		{"🎧🎧", "headphone headphone"},
		{"🧸toy", "teddy bear toy"},
		{"⌚️", "watch"},
		{"🐶 bed", "dog bed"},
		{"😂😂", "😂😂"},
		{"red ❤️ dress", "red ❤️ dress"},
		{"running  shoes", "running  shoes"},
		{"ランニングシューズ", "ランニングシューズ"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := query.NameEmoji(tt.text); got != tt.want {
			t.Errorf("NameEmoji(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
