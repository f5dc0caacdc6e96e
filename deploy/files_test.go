//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shopfyp.dev/functions"
)

// validate is a Node.js program that checks firebase.json against the schema of the Firebase CLI.
const validate = `
const { readFileSync } = require('node:fs');
const read = (name) => JSON.parse(readFileSync(name, 'utf8'));
const modules = process.argv[1];
const Ajv = require(modules + '/ajv').default;
const ajv = new Ajv({ allowUnionTypes: true, strict: false });
require(modules + '/ajv-formats').default(ajv);
const valid = ajv.compile(read(modules + '/firebase-tools/schema/firebase-config.json'));
if (!valid(read(process.argv[2]))) { console.error(valid.errors); process.exit(1); }
`

func TestFirebaseConfigIsValid(t *testing.T) {
	modules := abs(t, "../bin/emulators/node_modules")
	if _, err := os.Stat(modules); err != nil {
		t.Skip("no Firebase CLI in bin/emulators: run make setup")
	}
	check := func(file string) error {
		out, err := exec.CommandContext(t.Context(), "node", "-e", validate, modules, file).CombinedOutput()
		t.Logf("%s: %v\n%s", file, err, out)
		return err
	}
	if err := check(abs(t, "../firebase.json")); err != nil {
		t.Error("firebase.json does not match the schema of the Firebase CLI")
	}
	text, err := os.ReadFile("../firebase.json")
	must(t, err)
	bad := filepath.Join(t.TempDir(), "firebase.json")
	must(t, os.WriteFile(bad, bytes.Replace(text, []byte(`"serviceId"`), []byte(`"service"`), 1), 0o644))
	if check(bad) == nil {
		t.Error("the schema accepts a rewrite without a service, so this test proves nothing")
	}
}

// Each alert names its runbook and has the label by which deploy.sh finds it.
func TestAlerts(t *testing.T) {
	files, err := filepath.Glob("alerts/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no alerts: %v", err)
	}
	for _, file := range files {
		var policy struct {
			DisplayName, Combiner string
			UserLabels            map[string]string
			Documentation         struct{ Content string }
			Conditions            []map[string]any
		}
		text, err := os.ReadFile(file)
		must(t, err)
		must(t, json.Unmarshal(text, &policy))
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		if policy.UserLabels["shopfyp"] != name || policy.DisplayName == "" || policy.Combiner == "" || len(policy.Conditions) == 0 {
			t.Errorf("%s: label %q, name %q, combiner %q, %d conditions, want the file name as the label and all others set", file, policy.UserLabels["shopfyp"], policy.DisplayName, policy.Combiner, len(policy.Conditions))
		}
		if page := "docs/runbooks/" + name + ".md"; !strings.Contains(policy.Documentation.Content, page) {
			t.Errorf("%s does not name %s: %q", file, page, policy.Documentation.Content)
		}
		checkServices(t, file, string(text))
	}
}

// checkServices checks that an alert names only deployed services.
func checkServices(t *testing.T, file, text string) {
	t.Helper()
	for _, m := range regexp.MustCompile(`service_name=~?\\"([a-z|]+)\\"`).FindAllStringSubmatch(text, -1) {
		for _, name := range strings.Split(m[1], "|") {
			known := false
			for _, f := range functions.Table() {
				known = known || f.Name == name
			}
			if !known {
				t.Errorf("%s watches the function %s, which is not in the table", file, name)
			}
		}
	}
}

var pinned = regexp.MustCompile(`uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d`)

// Workflows pin their actions by hash and contain no key.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob("../.github/workflows/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no workflows: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, err)
		for line := range strings.Lines(string(text)) {
			if strings.Contains(line, "uses:") && !pinned.MatchString(line) {
				t.Errorf("%s: %q is not pinned by a commit hash with a version comment", file, strings.TrimSpace(line))
			}
		}
		for _, key := range []string{"secrets.", "credentials_json", "service_account_key"} {
			if strings.Contains(string(text), key) {
				t.Errorf("%s uses %s", file, key)
			}
		}
		if !strings.Contains(string(text), "permissions:\n  contents: read\n") {
			t.Errorf("%s does not limit the permissions of its token", file)
		}
	}
}
