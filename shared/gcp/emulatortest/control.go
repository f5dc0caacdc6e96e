package emulatortest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
)

// Control calls the emulator's control API, which Firestore in production does not
// have. Security rules do not apply to these calls.
type Control struct{ addr string }

// At returns a Control for the emulator that listens on addr, host:port.
func At(addr string) Control { return Control{addr: addr} }

// Addr returns the emulator's host:port for FIRESTORE_EMULATOR_HOST.
func (c Control) Addr() string { return c.addr }

// Export writes the project's database to the new folder name in dir. It
// returns the path to pass to a later Start as Options.ImportMetadata.
func (c Control) Export(ctx context.Context, project, dir, name string) (metadata string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("export %s: %w", project, err)
	}
	err = c.call(ctx, http.MethodPost, "/emulator/v1/projects/"+project+":export", map[string]string{
		"database":         database(project),
		"export_directory": dir,
		"export_name":      name,
	}, nil)
	return filepath.Join(dir, name, name+".overall_export_metadata"), err
}

// RegisterTrigger makes the emulator post an event to
// http://<Options.FunctionsHost>/functions/projects/<project>/triggers/<id>
// for every event of eventType (google.cloud.firestore.document.v1.created, …)
// on a document whose path matches pattern (users/{uid}/interactions/{id}).
// The trigger lasts until the emulator stops. Imports create no events.
func (c Control) RegisterTrigger(ctx context.Context, project, id, eventType, pattern string) error {
	path := "/emulator/v1/projects/" + project + "/eventarcTrigger?eventarcTriggerId=" + url.QueryEscape(id)
	return c.call(ctx, http.MethodPost, path, map[string]any{
		"eventType": eventType,
		"database":  "(default)",
		"namespace": "(default)",
		"document":  map[string]string{"value": pattern, "matchType": "PATH_PATTERN"},
	}, nil)
}

// SetRules replaces the project's security rules. If the rules do not compile, it
// keeps the old ones and returns an error with the line number.
func (c Control) SetRules(ctx context.Context, project, source string) error {
	file := map[string]string{"name": "security.rules", "content": source}
	return c.call(ctx, http.MethodPut, "/emulator/v1/projects/"+project+":securityRules",
		map[string]any{"rules": map[string]any{"files": []any{file}}}, nil)
}

// Clear deletes every document of the project.
func (c Control) Clear(ctx context.Context, project string) error {
	return c.call(ctx, http.MethodDelete, "/emulator/v1/"+database(project)+"/documents", nil, nil)
}

func database(project string) string { return "projects/" + project + "/databases/(default)" }

// call sends in as JSON and decodes the response into out, unless out is nil.
func (c Control) call(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("emulator: %s %s: %w", method, path, err)
	}
	req, err := http.NewRequestWithContext(ctx, method, "http://"+c.addr+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("emulator: %w", err)
	}
	req.Header.Set("Authorization", "Bearer owner")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("emulator: %w", err)
	}
	defer resp.Body.Close()
	respBody, err := io.ReadAll(resp.Body)
	if err != nil {
		return fmt.Errorf("emulator: %s %s: %w", method, path, err)
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("emulator: %s %s: %s: %s", method, path, resp.Status, bytes.TrimSpace(respBody))
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(respBody, out); err != nil {
		return fmt.Errorf("emulator: %s %s: %w", method, path, err)
	}
	return nil
}
