package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/functions"
)

// repository is the root of the checkout, seen from here.
const repository = "../.."

type rewrite struct {
	Source      string
	Destination string
	Run         struct{ ServiceID, Region string }
}

// rewrites returns those of production's firebase.json.
func rewrites(t *testing.T) []rewrite {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "firebase.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Hosting struct{ Rewrites []rewrite } }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file.Hosting.Rewrites
}

// source is the rewrite's pattern of a route's path: everything from its wildcard on.
func source(route string) string {
	_, path, _ := strings.Cut(route, " ")
	if fixed, _, wild := strings.Cut(path, "{"); wild {
		return fixed + "**"
	}
	return path
}

func TestRewritesLeadToEveryFunctionAndNowhereElse(t *testing.T) {
	var want, got []string
	for _, fn := range functions.Table() {
		for _, route := range fn.Routes {
			want = append(want, source(route.Pattern)+" to "+fn.Name)
		}
	}
	all := rewrites(t)
	for _, r := range all[:len(all)-1] {
		got = append(got, r.Source+" to "+r.Run.ServiceID)
		if r.Run.Region != all[0].Run.Region {
			t.Errorf("%s leads to region %s, the first one to %s", r.Source, r.Run.Region, all[0].Run.Region)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, slices.Compact(want)) {
		t.Errorf("rewrites of firebase.json:\n%s\nroutes of the table:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if last := all[len(all)-1]; last.Source != "**" || last.Destination != "/index.html" {
		t.Errorf("the last rewrite is %+v, want all else to /index.html", last)
	}
}
