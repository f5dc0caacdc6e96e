package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// endpointsFile is the name of the file of Endpoints in the state folder.
const endpointsFile = "endpoints.json"

// Endpoints are the addresses of a running host. The host writes them to
// endpoints.json in its state folder when it is ready and removes the file when it stops.
type Endpoints struct {
	Project   string `json:"project"`
	Hosting   string `json:"hosting"`       // http://…
	Hot       string `json:"hot,omitempty"` // http://…, the app's sources with hot reload
	API       string `json:"api"`           // http://…, the functions without Hosting
	Auth      string `json:"auth"`          // http://…
	Firestore string `json:"firestore"`     // host:port
	Storage   string `json:"storage"`       // host:port
	Bucket    string `json:"bucket"`
	Index     string `json:"index,omitempty"` // address of the search engine
	PID       int    `json:"pid"`
}

func (c Config) endpoints() Endpoints {
	e := Endpoints{
		Project: c.Project, Hosting: "http://" + address(c.Ports.Hosting), API: "http://" + address(c.Ports.API),
		Auth: "http://" + address(c.Ports.Auth), Firestore: address(c.Ports.Firestore), Storage: address(c.Ports.Storage),
		Bucket: c.Bucket(), Index: c.engineSettings()["INDEX"], PID: os.Getpid(),
	}
	if c.Hot {
		e.Hot = "http://" + address(c.Ports.Vite)
	}
	return e
}

// readEndpoints returns the addresses of the host that uses the same state folder.
func readEndpoints(c Config) (Endpoints, error) {
	text, err := os.ReadFile(filepath.Join(c.StateDir, endpointsFile))
	if errors.Is(err, os.ErrNotExist) {
		return Endpoints{}, errors.New("the shop is not running: start it with make dev")
	}
	var e Endpoints
	if err == nil {
		err = json.Unmarshal(text, &e)
	}
	return e, err
}

// printEnvironment prints the shell command that sets the variables for programs to connect to the running host.
func printEnvironment(_ context.Context, c Config, out io.Writer) error {
	at, err := readEndpoints(c)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "export GOOGLE_CLOUD_PROJECT=%s BUCKET=%s FIRESTORE_EMULATOR_HOST=%s FIREBASE_AUTH_EMULATOR_HOST=%s STORAGE_EMULATOR_HOST=%s\n",
		at.Project, at.Bucket, at.Firestore, strings.TrimPrefix(at.Auth, "http://"), at.Storage)
	return err
}

// write creates the file atomically, so that readers never see a partial file.
func (e Endpoints) write(path string) error {
	text, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", text, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
