package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"shopfyp.dev/shared/process"
)

// firebase runs the Auth and Hosting emulators of the Firebase tools.
type firebase struct {
	config Config
	dir    string // working folder
	saved  vault  // saved accounts
	output io.Writer
}

// start starts the emulators and returns when both are ready.
func (f firebase) start(ctx context.Context) (*process.Process, error) {
	cmd, err := f.command()
	if err != nil {
		return nil, err
	}
	p, err := process.Start(cmd)
	if err != nil {
		return nil, err
	}
	if err := f.awaitReady(ctx, p.Done()); err != nil {
		p.Stop(time.Second)
		return nil, fmt.Errorf("Auth and Hosting emulators: %w", err)
	}
	return p, nil
}

// awaitReady waits until both emulators are ready, then restores the sessions of the accounts.
func (f firebase) awaitReady(ctx context.Context, ended <-chan struct{}) error {
	for _, port := range []int{f.config.Ports.Auth, f.config.Ports.Hosting} { // when Hosting is ready, Auth has imported the accounts
		if err := awaitAnswer(ctx, "http://"+address(port)+"/", ended); err != nil {
			return err
		}
	}
	if accounts, ok := f.saved.newest(); ok {
		return f.keepSessions(ctx, accounts)
	}
	return nil
}

// command returns the command that runs both emulators.
func (f firebase) command() (*exec.Cmd, error) {
	if err := f.configure(); err != nil {
		return nil, fmt.Errorf("firebase.json: %w", err)
	}
	tool := filepath.Join(f.config.Root, "bin/emulators/node_modules/firebase-tools/lib/bin/firebase.js")
	if _, err := os.Stat(tool); err != nil {
		return nil, fmt.Errorf("the Firebase tools are not installed: run make setup (%w)", err)
	}
	// A larger young generation of the heap cuts Auth's start time of ten seconds by a fifth.
	args := []string{"--max-semi-space-size=64", tool, "emulators:start",
		"--project", f.config.Project, "--only", "auth,hosting", "--config", "firebase.json"}
	if accounts, ok := f.saved.newest(); ok {
		args = append(args, "--import", accounts)
	}
	cmd := exec.Command("node", args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = f.dir, f.output, f.output
	cmd.Env = append(os.Environ(),
		"CLOUD_RUN_API_URL=http://"+address(f.config.Ports.API), // Hosting looks up the functions here
		"CI=1", // no prompts, no update check
		"NO_COLOR=1", "FORCE_COLOR=0")
	return cmd, nil
}

// configure writes a copy of production's firebase.json with local ports and paths. It lets pages connect to the Auth emulator.
func (f firebase) configure() error {
	text, err := os.ReadFile(filepath.Join(f.config.Root, "firebase.json"))
	if err != nil {
		return err
	}
	var file struct {
		Hosting   map[string]any `json:"hosting"`
		Emulators map[string]any `json:"emulators"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return err
	}
	public, err := f.publish(fmt.Sprint(file.Hosting["public"]))
	if err != nil {
		return err
	}
	file.Hosting["public"] = public
	if file.Hosting["headers"], err = f.allowAuth(file.Hosting["headers"]); err != nil {
		return err
	}
	at := func(port int) map[string]any { return map[string]any{"host": "127.0.0.1", "port": port} }
	file.Emulators = map[string]any{
		"auth": at(f.config.Ports.Auth), "hosting": at(f.config.Ports.Hosting),
		"hub": at(f.config.Ports.Hub), "logging": at(f.config.Ports.Logging),
		"ui": map[string]bool{"enabled": false}, "singleProjectMode": true,
	}
	out, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.dir, "firebase.json"), out, 0o644)
}

// allowAuth adds the Auth emulator to the content security policy.
func (f firebase) allowAuth(headers any) (any, error) {
	const connect, frame = "connect-src 'self'", "frame-src 'self'"
	text, err := json.Marshal(headers)
	if err != nil {
		return nil, err
	}
	emulator := " http://" + address(f.config.Ports.Auth)
	allowed := string(text)
	for _, part := range []string{connect, frame} {
		if !strings.Contains(allowed, part) {
			return nil, fmt.Errorf("no header contains %q", part)
		}
		allowed = strings.ReplaceAll(allowed, part, part+emulator)
	}
	return json.RawMessage(allowed), nil
}

// publish links the public folder into the working folder of the Firebase tools,
// which serve only files below it. It returns the name of the link.
func (f firebase) publish(public string) (string, error) {
	const name = "public"
	link := filepath.Join(f.dir, name)
	if err := os.RemoveAll(link); err != nil {
		return "", err
	}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return "", err
	}
	return name, os.Symlink(filepath.Join(f.config.Root, public), link)
}

// save exports the accounts.
func (f firebase) save(ctx context.Context) error {
	return f.saved.keep(func(dir string) error {
		body, err := json.Marshal(map[string]any{"path": dir, "initiatedBy": "dev", "targets": []string{"auth"}})
		if err != nil {
			return err
		}
		return post(ctx, "http://"+address(f.config.Ports.Hub)+"/_admin/export", body)
	})
}

// post sends JSON as the emulators' owner. It returns an error for any status except 200.
func post(ctx context.Context, url string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer owner")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", url, resp.Status, bytes.TrimSpace(answer))
	}
	return err
}
