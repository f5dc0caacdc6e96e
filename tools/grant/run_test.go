package main

import (
	"io"
	"strings"
	"testing"
)

func TestBadArguments(t *testing.T) {
	none := func(string) string { return "" }
	for want, args := range map[string][]string{
		"usage":                {"owner@shop.example"},
		"not a role":           {"owner@shop.example", "admin"},
		"GOOGLE_CLOUD_PROJECT": {"owner@shop.example", "owner"},
	} {
		if err := run(t.Context(), args, none, io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("run(%q) = %v, want an error with %q", args, err, want)
		}
	}
}
