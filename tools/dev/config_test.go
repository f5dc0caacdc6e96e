package main

import (
	"flag"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

// lookup returns a lookup function like os.LookupEnv for a map.
func lookup(vars map[string]string) func(string) (string, bool) {
	return func(key string) (string, bool) { v, ok := vars[key]; return v, ok }
}

func TestParseConfig(t *testing.T) {
	vars := map[string]string{"HOSTING_PORT": "5001", "AUTH_PORT": "9100", "REBUILD_EVERY": "1h", "PROJECT_ID": "demo-other", "VERBOSE": "1", "API_PORT": ""}
	c, err := parseConfig([]string{"-auth-port", "9200", "-demo=false"}, lookup(vars), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Ports:   Ports{Hosting: 5001, API: 8081, Firestore: 8080, Auth: 9200, Storage: 9199, Hub: 4400, Logging: 4500, Vite: 5173},
		Project: "demo-other", RebuildEvery: time.Hour, SaveEvery: 2 * time.Minute, Verbose: true, Hot: true,
		Root: c.Root, StateDir: c.Root + "/.dev",
	}
	if c != want {
		t.Errorf("parseConfig = %+v,\nwant %+v", c, want)
	}
}

func TestParseConfigErrors(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		args       []string
		vars       map[string]string
	}{
		{"variable", "HOSTING_PORT=abc", nil, map[string]string{"HOSTING_PORT": "abc"}},
		{"flag", "-nothing", []string{"-nothing"}, nil},
		{"argument", `"start"`, []string{"start"}, nil},
		{"index", "neither milvus nor", []string{"-index", "elastic"}, nil},
		{"real project", "demo-", []string{"-project-id", "shop-prod"}, nil},
		{"help", flag.ErrHelp.Error(), []string{"-help"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := parseConfig(tc.args, lookup(tc.vars), io.Discard)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("parseConfig = %v, want an error with %q", err, tc.want)
			}
		})
	}
}

func TestReserveReplacesZeroWithFreePorts(t *testing.T) {
	var p Ports
	r, err := p.reserve()
	if err != nil {
		t.Fatal(err)
	}
	defer r.releaseAll()
	seen := make(map[int]string)
	for _, port := range p.list() {
		if *port.number == 0 || seen[*port.number] != "" {
			t.Errorf("%s has port %d, want a port that is not 0 and not that of %q", port.name, *port.number, seen[*port.number])
		}
		if *port.number > lastFree {
			t.Errorf("%s has port %d, which the system may give to another program", port.name, *port.number)
		}
		seen[*port.number] = port.name
	}
}

func TestReserveReportsTheTakenPort(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	p := Ports{Auth: portOf(other)}
	_, err = p.reserve()
	if err == nil || !strings.Contains(err.Error(), "AUTH_PORT=") || !strings.Contains(err.Error(), "for auth") || strings.Contains(err.Error(), "\n") {
		t.Errorf("reserve of a taken port = %v, want one line with the port and AUTH_PORT", err)
	}
}

func TestEnvironmentPointsOnlyToEmulators(t *testing.T) {
	for key, value := range map[string]string{
		"GOOGLE_CLOUD_PROJECT": "shop-prod", "GOOGLE_APPLICATION_CREDENTIALS": "/key.json", "K_SERVICE": "search",
		"FIRESTORE_EMULATOR_HOST": "elsewhere:1", "FUNCTION_TARGET": "click", "SHOPFYP_TEST": "kept",
	} {
		t.Setenv(key, value)
	}
	c := Config{Project: "demo-x", Ports: Ports{Firestore: 3}}
	got := c.environment(map[string]string{"FUNCTION_TARGET": "search"})
	for line, want := range map[string]bool{
		"GOOGLE_CLOUD_PROJECT=demo-x": true, "GOOGLE_CLOUD_PROJECT=shop-prod": false,
		"FIRESTORE_EMULATOR_HOST=127.0.0.1:3": true, "FIRESTORE_EMULATOR_HOST=elsewhere:1": false,
		"FUNCTION_TARGET=search": true, "FUNCTION_TARGET=click": false,
		"GOOGLE_APPLICATION_CREDENTIALS=/key.json": false, "K_SERVICE=search": false, "SHOPFYP_TEST=kept": true,
	} {
		if slices.Contains(got, line) != want {
			t.Errorf("environment contains %s = %t, want %t", line, !want, want)
		}
	}
}
