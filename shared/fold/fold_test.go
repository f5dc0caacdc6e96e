package fold_test

import (
	"testing"

	"shopfyp.dev/shared/fold"
)

func TestText(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Running SHOES", "running shoes"},
		{"Café crème", "cafe creme"},
		{"Smørrebrød", "smorrebrod"},
		{"Weißbierglas, Größe M", "weissbierglas, grosse m"},
		{"Łódź", "lodz"},
		{"ışık lambası", "isik lambasi"},
		{"İstanbul", "istanbul"},
		{"Œuvre & Æther", "oeuvre & aether"},
		{"ﬁne №5", "fine no5"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := fold.Text(tt.text); got != tt.want {
			t.Errorf("Text(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
