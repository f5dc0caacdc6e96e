package functions

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Valid names of Cloud Run services and arguments of gcloud.
var (
	nameForm   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,48}$`)
	routeForm  = regexp.MustCompile(`^(GET|POST|PUT|DELETE) /api/(admin/)?[a-z]+(/[a-z]+|/\{[a-zA-Z]+\}){0,3}$`)
	memoryForm = regexp.MustCompile(`^[1-9][0-9]*(Mi|Gi)$`)
)

func TestTable(t *testing.T) {
	names, routes := make(map[string]bool), make(map[string]string)
	for _, f := range Table() {
		if names[f.Name] || !nameForm.MatchString(f.Name) {
			t.Errorf("name %q is not unique or not a valid service name", f.Name)
		}
		names[f.Name] = true
		if (len(f.Routes) > 0) == (f.Event != nil) {
			t.Errorf("%s has %d routes and event %v, want either routes or an event", f.Name, len(f.Routes), f.Event)
		}
		if (f.handler != nil) != (f.Event != nil) {
			t.Errorf("%s: want a handler if and only if it has an event", f.Name)
		}
		for _, route := range f.Routes {
			if other := routes[route.Pattern]; other != "" || !routeForm.MatchString(route.Pattern) || route.open == nil {
				t.Errorf("%s: route %q is invalid or belongs to another function: %q", f.Name, route.Pattern, other)
			}
			routes[route.Pattern] = f.Name
		}
		checkResources(t, f.Name, f.Resources)
		checkRoles(t, f)
	}
}

// checkRoles checks that a function has the role to write if and only if it changes data.
func checkRoles(t *testing.T, f Function) {
	t.Helper()
	changes := f.Event != nil
	for _, route := range f.Routes {
		changes = changes || !strings.HasPrefix(route.Pattern, "GET ")
	}
	if slices.Contains(f.Roles, writes) != changes {
		t.Errorf("%s has the roles %q, want %s among them: %t", f.Name, f.Roles, writes, changes)
	}
	for _, role := range f.Roles {
		if !strings.HasPrefix(role, "roles/") || strings.ContainsAny(role, ", \t") {
			t.Errorf("%s: %q is not a role", f.Name, role)
		}
	}
}

// checkResources checks that the platform accepts r.
func checkResources(t *testing.T, name string, r Resources) {
	t.Helper()
	if !memoryForm.MatchString(r.Memory) {
		t.Errorf("%s: memory %q is invalid", name, r.Memory)
	}
	if r.CPU < 1 || r.Concurrency < 1 || r.Concurrency > 1000 || r.MaxInstances < 1 {
		t.Errorf("%s: CPU %d, concurrency %d or instances %d is out of range", name, r.CPU, r.Concurrency, r.MaxInstances)
	}
	if r.Timeout < 1 || r.Timeout.Seconds() > 60 {
		t.Errorf("%s: timeout %s is not between 0 and 60s, the limit of Hosting", name, r.Timeout)
	}
}

func TestTableCannotBeChanged(t *testing.T) {
	Table()[0].Name = "changed"
	if Table()[0].Name == "changed" {
		t.Error("a caller can change the table")
	}
}

func TestHostPanicsForWrongFunction(t *testing.T) {
	h := newWorld(t).host(t, io.Discard)
	for name, call := range map[string]func(){
		"HTTP with an event function":    func() { h.HTTP("embed") },
		"HTTP with an unknown function":  func() { h.HTTP("nothing") },
		"Event with an HTTP function":    func() { h.Event("search") },
		"Event with an unknown function": func() { h.Event("/embed") },
	} {
		func() {
			defer func() {
				if p, _ := recover().(string); !strings.HasPrefix(p, "functions: ") {
					t.Errorf("%s: panic %q, want one that names the problem", name, p)
				}
			}()
			call()
		}()
	}
}
