package functions

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// A rewrite of firebase.json.
type rewrite struct {
	Source string `json:"source"`
	Run    *struct {
		ServiceID string `json:"serviceId"`
		Region    string `json:"region"`
	} `json:"run"`
}

// readRewrites returns Hosting's rewrites to Cloud Run.
func readRewrites(t *testing.T) []rewrite {
	t.Helper()
	data, err := os.ReadFile("../firebase.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Hosting struct {
			Rewrites []rewrite `json:"rewrites"`
		} `json:"hosting"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(file.Hosting.Rewrites, func(r rewrite) bool { return r.Run == nil })
}

// Hosting routes exactly the routes of Table, all to one region.
func TestHostingAgreesWithTheTable(t *testing.T) {
	rewrites := readRewrites(t)
	regions, served := make(map[string]bool), make(map[string]bool)
	for _, r := range rewrites {
		regions[r.Run.Region] = true
		served[r.Run.ServiceID] = true
	}
	if len(regions) != 1 {
		t.Errorf("the rewrites name %d regions, want 1", len(regions))
	}
	for _, f := range Table() {
		if served[f.Name] != (f.Event == nil) {
			t.Errorf("function %s has a rewrite: %t, want %t", f.Name, served[f.Name], f.Event == nil)
		}
		delete(served, f.Name)
		for _, route := range f.Routes {
			checkRoute(t, rewrites, f.Name, route.Pattern)
		}
	}
	for name := range served {
		t.Errorf("a rewrite names %s, which is not a function", name)
	}
}

// checkRoute checks that the first rewrite that matches the path of the route names the function.
func checkRoute(t *testing.T, rewrites []rewrite, name, route string) {
	t.Helper()
	_, path, _ := strings.Cut(route, " ")
	for _, r := range rewrites {
		if matches(r.Source, path) {
			if r.Run.ServiceID != name {
				t.Errorf("Hosting routes %s to %s, want %s", path, r.Run.ServiceID, name)
			}
			return
		}
	}
	t.Errorf("Hosting has no rewrite for %s", path)
}

// matches reports whether a Hosting glob matches a path. "*" matches one segment, a final "**" all remaining ones.
func matches(glob, path string) bool {
	want, got := strings.Split(glob, "/"), strings.Split(path, "/")
	for i, segment := range want {
		if segment == "**" && i == len(want)-1 {
			return len(got) > i
		}
		if i >= len(got) || segment != "*" && segment != got[i] {
			return false
		}
	}
	return len(want) == len(got)
}
