package catalog_test

import (
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
)

func TestIsDocumentID(t *testing.T) {
	for id, want := range map[string]bool{
		"p": true, "two words": true, "商品": true, "_x_": true, "a\nb": true, strings.Repeat("x", 1500): true,
		"": false, ".": false, "..": false, "__x__": false, "a/b": false, "a\n/b": false, "\xff": false, strings.Repeat("x", 1501): false,
	} {
		if got := catalog.IsDocumentID(id); got != want {
			t.Errorf("IsDocumentID(%.20q) = %t, want %t", id, got, want)
		}
	}
}
