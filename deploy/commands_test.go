//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/functions"
)

// dryRuns holds the lines of dryRun by its arguments.
var dryRuns = make(map[string][]string)

// dryRun returns the lines that a script of this folder prints with --dry-run. It runs the script once for all tests.
func dryRun(t *testing.T, script string, args ...string) []string {
	t.Helper()
	key := strings.Join(append([]string{script}, args...), " ")
	if dryRuns[key] == nil {
		dryRuns[key] = dryRunIn(t, t.TempDir(), nil, script, args...)
	}
	return slices.Clone(dryRuns[key])
}

// dryRunIn is like dryRun, with the fake project in the folder fakes and with more environment variables.
func dryRunIn(t *testing.T, fakes string, env []string, script string, args ...string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "./"+script, append(args, "--dry-run")...)
	_, err := buildTool()
	must(t, err)
	installFakes(t, fakes, "gcloud", "go")
	cmd.Env = append(withFakes(fakes), "ALERT_EMAIL=shop@example.com", "MIN_INSTANCES=1", "BUILDER_TASKS=4")
	cmd.Env = append(cmd.Env, env...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", script, args, err, &errs)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// everyLine holds the lines of everyCommand.
var everyLine []string

// everyCommand returns the commands of all scripts, each once. It runs the scripts once for all tests.
func everyCommand(t *testing.T) []string {
	t.Helper()
	if everyLine == nil {
		everyLine = runEveryCommand(t)
		slices.Sort(everyLine)
		everyLine = slices.Compact(everyLine)
	}
	return everyLine
}

func runEveryCommand(t *testing.T) []string {
	t.Helper()
	place := []string{"my-project", "europe-west1"}
	return slices.Concat(
		dryRun(t, "deploy.sh", append(place, "--import", "../go.mod")...),
		dryRun(t, "deploy.sh", append(place, "--function", "search")...),
		dryRun(t, "deploy.sh", append(place, "--no-analytics")...),
		withEngineDryRun(t, []string{"MILVUS_TOKEN_FILE=" + tokenFile(t, "s3cret")}),
		withEngineDryRun(t, []string{"MILVUS_TOKEN_SECRET=shop-token"}, "--function", "catalog"),
		leaveEngineDryRun(t),
		dryRun(t, "teardown.sh", append(place, "--data")...),
		dryRun(t, "rollback.sh", append(place, "index")...),
		dryRun(t, "rollback.sh", append(place, "function", "search", "search-00001-abc")...),
		dryRun(t, "rollback.sh", append(place, "hosting")...),
	)
}

// flags returns the values of a command's flags by name: "2Gi" by "--memory".
func flags(line string) map[string]string {
	found := make(map[string]string)
	for _, word := range strings.Fields(line) {
		if name, value, _ := strings.Cut(word, "="); strings.HasPrefix(name, "--") {
			found[name] = value
		}
	}
	return found
}

var deployLine = regexp.MustCompile(`^gcloud (run|functions) deploy (\S+) `)

// deploy.sh deploys each function of the table once, with the table's resources.
func TestDeployCoversTheTable(t *testing.T) {
	deployed := make(map[string]string)
	for _, line := range dryRun(t, "deploy.sh", "my-project", "europe-west1") {
		if m := deployLine.FindStringSubmatch(line); m != nil {
			if deployed[m[2]] != "" {
				t.Errorf("%s is deployed twice", m[2])
			}
			deployed[m[2]] = line
		}
	}
	for _, f := range functions.Table() {
		checkDeployment(t, f, deployed[f.Name])
		delete(deployed, f.Name)
	}
	for name := range deployed {
		t.Errorf("%s is deployed but not in the table", name)
	}
}

func checkDeployment(t *testing.T, f functions.Function, line string) {
	t.Helper()
	r := f.Resources
	want := map[string]string{
		"--memory": r.Memory, "--cpu": fmt.Sprint(r.CPU), "--concurrency": fmt.Sprint(r.Concurrency), "--max-instances": fmt.Sprint(r.MaxInstances),
		"--timeout": fmt.Sprintf("%.0fs", r.Timeout.Seconds()), "--service-account": "fn-" + f.Name + "@my-project.iam.gserviceaccount.com",
		"--source": "bin/staged/plain", "--region": "europe-west1",
	}
	if r.Native {
		want["--source"] = "bin/staged/native"
	}
	if f.Event == nil {
		maps.Copy(want, map[string]string{"--function": f.Name, "--allow-unauthenticated": "", "--cpu-boost": "", "--min": map[bool]string{true: "1", false: "0"}[r.Native]})
	} else {
		maps.Copy(want, map[string]string{"--entry-point": f.Name, "--retry": "", "--trigger-event-filters": "type=" + f.Event.Type})
		if !strings.Contains(line, "document="+f.Event.Document+"'") {
			t.Errorf("%s: no trigger for %s in\n%s", f.Name, f.Event.Document, line)
		}
	}
	got := flags(line)
	for name, value := range want {
		if v, ok := got[name]; !ok || v != value {
			t.Errorf("%s is deployed with %s=%q (present: %t), want %q", f.Name, name, v, ok, value)
		}
	}
}

// Each function's account gets the roles of the table and no others.
func TestDeployGrantsTheTableRoles(t *testing.T) {
	granted := make(map[string][]string)
	member := regexp.MustCompile(`--member=serviceAccount:fn-(\S+)@my-project\S* --role=(\S+)`)
	for _, line := range dryRun(t, "deploy.sh", "my-project", "europe-west1") {
		if m := member.FindStringSubmatch(line); m != nil {
			granted[m[1]] = append(granted[m[1]], m[2])
		}
	}
	for _, f := range functions.Table() {
		want := slices.Clone(f.Roles)
		if f.Bucket != "" {
			want = append(want, f.Bucket)
		}
		if !slices.Equal(granted[f.Name], want) {
			t.Errorf("%s is granted %q, want %q", f.Name, granted[f.Name], want)
		}
	}
}

// gcloud accepts the flags of every command: the commands fail only because there is no account.
func TestGcloudParsesEveryCommand(t *testing.T) {
	sdk, python := cloudSDK(t)
	cmd := exec.CommandContext(t.Context(), python, "deploy/testdata/parse.py")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "SDK_ROOT="+sdk, "CLOUDSDK_CONFIG="+t.TempDir(), "CLOUDSDK_CORE_DISABLE_PROMPTS=1", "PYTHONDONTWRITEBYTECODE=1")
	cmd.Stdin = strings.NewReader(strings.Join(everyCommand(t), "\n"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("parse.py: %v\n%s", err, out)
	}
	if got := strings.TrimSpace(string(out)); !regexp.MustCompile(`^parsed: \d{3,}$`).MatchString(got) {
		t.Errorf("gcloud rejects commands:\n%s", got)
	}
}

// cloudSDK returns the root of the Google Cloud CLI and its Python. The CLI is too large to install for a test.
func cloudSDK(t *testing.T) (root, python string) {
	t.Helper()
	if _, err := exec.LookPath("gcloud"); err != nil {
		t.Skip("gcloud is not installed")
	}
	cmd := exec.CommandContext(t.Context(), "gcloud", "info", "--format=value(installation.sdk_root,basic.python_location)")
	cmd.Env = append(os.Environ(), "CLOUDSDK_CONFIG="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("gcloud info: %v", err)
	}
	root, python, _ = strings.Cut(strings.TrimSpace(string(out)), "\t")
	return root, python
}

// The Firebase CLI has every command and option that the scripts use.
func TestFirebaseHasEveryCommand(t *testing.T) {
	known := make(map[string]string)
	for _, line := range everyCommand(t) {
		if !strings.HasPrefix(line, "firebase ") {
			continue
		}
		words := strings.Fields(line)
		if known[words[1]] == "" {
			help := exec.CommandContext(t.Context(), "../bin/emulators/node_modules/.bin/firebase", words[1], "--help")
			help.Env = append(os.Environ(), "HOME="+t.TempDir())
			out, err := help.CombinedOutput()
			if err != nil {
				t.Skipf("no Firebase CLI in bin/emulators (%v): run make setup", err)
			}
			known[words[1]] = string(out)
		}
		for name := range flags(line) {
			if !strings.Contains(known[words[1]], name) && name != "--project" && name != "--config" && name != "--non-interactive" { // options of firebase itself
				t.Errorf("firebase %s has no option %s:\n%s", words[1], name, known[words[1]])
			}
		}
	}
	if len(known) < 2 {
		t.Errorf("the scripts use the Firebase CLI's commands %v, want deploy and hosting:disable", slices.Collect(maps.Keys(known)))
	}
}

// README names every function and every route. It names no route that does not exist.
func TestREADMENamesTheFunctions(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)
	paths := make(map[string]bool)
	for _, f := range functions.Table() {
		if f.Event != nil && !strings.Contains(readme, "functions/"+f.Name) {
			t.Errorf("README does not name functions/%s", f.Name)
		}
		for _, route := range f.Routes {
			_, path, _ := strings.Cut(route.Pattern, " ")
			first := strings.Join(strings.SplitN(path, "/", 4)[:3], "/")
			paths[first] = true
			if !strings.Contains(readme, first) {
				t.Errorf("README does not name %s", first)
			}
		}
	}
	for _, path := range regexp.MustCompile(`/api/[a-z]+`).FindAllString(readme, -1) {
		if !paths[path] {
			t.Errorf("README names %s, which is not a route", path)
		}
	}
}

func TestBadArguments(t *testing.T) {
	tests := []struct {
		script string
		args   []string
		want   string
	}{
		{"deploy.sh", nil, "usage: deploy/deploy.sh"},
		{"deploy.sh", []string{"My_Project", "europe-west1"}, "My_Project is not a project ID"},
		{"deploy.sh", []string{"my-project", "$(reboot)"}, "$(reboot) is not a region"},
		{"deploy.sh", []string{"my-project", "europe-west1", "--fast"}, "--fast is not an option"},
		{"deploy.sh", []string{"my-project", "europe-west1", "--dry-run", "--function", "sell"}, "sell is not a function; the functions are: search "},
		{"deploy.sh", []string{"my-project", "europe-west1", "--import", "no-such-file"}, "no-such-file"},
		{"teardown.sh", []string{"my-project"}, "usage: deploy/teardown.sh"},
		{"rollback.sh", []string{"my-project", "europe-west1", "shop"}, "usage: deploy/rollback.sh"},
		{"rollback.sh", []string{"my-project", "europe-west1", "index", "../x", "--dry-run"}, "../x is not a version"},
		{"smoke.sh", []string{"my-project"}, "usage: deploy/smoke.sh"},
	}
	for _, tt := range tests {
		out, err := exec.CommandContext(t.Context(), "./"+tt.script, tt.args...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), tt.want) {
			t.Errorf("%s %q = %v\n%s\nwant an error that contains %q", tt.script, tt.args, err, out, tt.want)
		}
	}
}
