//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"shopfyp.dev/functions"
	"shopfyp.dev/shared/metrics"
)

// A site is a copy of the scripts in a temporary folder, with a fake project (testdata/fake).
type site struct {
	root, fake string
	stdin      string // of the scripts
}

func newSite(t *testing.T) site {
	t.Helper()
	s := site{root: t.TempDir(), fake: t.TempDir()}
	for _, dir := range []string{"bin/emulators/node_modules/.bin", "frontend/dist", "native/out/lib"} {
		must(t, os.MkdirAll(filepath.Join(s.root, dir), 0o755))
	}
	must(t, os.CopyFS(filepath.Join(s.root, "deploy"), os.DirFS(".")))
	for name, text := range map[string]string{"firebase.json": `{"region": "europe-west1"}`, "functions.go": "package x", "native/out/lib/a.so": "a", ".gcloudignore": "/bin/\n/deploy/\n"} {
		s.write(t, name, text)
	}
	installFakes(t, s.fake, "gcloud", "bq", "curl", "make", "go", "sleep")
	must(t, os.Symlink(abs(t, "testdata/fake/gcloud"), filepath.Join(s.root, "bin/emulators/node_modules/.bin/firebase")))
	tool, err := buildTool()
	must(t, err)
	must(t, os.Symlink(tool, filepath.Join(s.fake, "tool")))
	s.write(t, "deploy/smoke.sh", "#!/bin/sh\nexit 0\n")
	return s
}

// copy returns a copy of the site and of its fake project.
func (s site) copy(t *testing.T) site {
	t.Helper()
	c := site{root: t.TempDir(), fake: t.TempDir()}
	must(t, os.CopyFS(c.root, os.DirFS(s.root)))
	must(t, os.CopyFS(c.fake, os.DirFS(s.fake)))
	return c
}

// A siteTest is a test of scripts, on a site of its own.
type siteTest struct {
	name string
	run  func(*testing.T, site)
}

// runOnCopies runs each test on a copy of the site, because a deployment takes seconds.
func (s site) runOnCopies(t *testing.T, tests []siteTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, s.copy(t)) })
	}
}

// buildTool builds the tool once for all tests, because linking it takes seconds. It is the file that the scripts build.
var buildTool = sync.OnceValues(func() (string, error) {
	if out, err := exec.Command("go", "build", "-o", "../bin/deploy", "./tool").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build ./tool: %w\n%s", err, out)
	}
	return filepath.Abs("../bin/deploy")
})

// installFakes creates the files of the fake in dir, and links to the fake in dir/bin under the given names.
func installFakes(t *testing.T, dir string, names ...string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Join(dir, "there"), 0o755))
	must(t, os.MkdirAll(filepath.Join(dir, "bin"), 0o755))
	for _, name := range []string{"log", "fails", "answers", "once"} {
		must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o644))
	}
	for _, name := range names {
		must(t, os.Symlink(abs(t, "testdata/fake/gcloud"), filepath.Join(dir, "bin", name)))
	}
}

// withFakes returns the environment in which dir/bin comes first on the PATH.
func withFakes(dir string) []string {
	return append(os.Environ(), "FAKE="+dir, "PATH="+filepath.Join(dir, "bin")+":"+os.Getenv("PATH"))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func abs(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	must(t, err)
	return path
}

func (s site) write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(s.root, name), []byte(text), 0o755))
}

// script runs a script of the site. It returns the commands that the script ran and reports whether it succeeded.
func (s site) script(t *testing.T, args ...string) (commands []string, ok bool) {
	t.Helper()
	commands, _, ok = s.output(t, args...)
	return commands, ok
}

// output is like script, but also returns the output of the script.
func (s site) output(t *testing.T, args ...string) (commands []string, out string, ok bool) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(s.fake, "log"), nil, 0o644))
	cmd := exec.CommandContext(t.Context(), filepath.Join(s.root, "deploy", args[0]), append([]string{"my-project", "europe-west1"}, args[1:]...)...)
	cmd.Env, cmd.Stdin = withFakes(s.fake), strings.NewReader(s.stdin)
	printed, err := cmd.CombinedOutput()
	t.Logf("%q ended with %v\n%s", args, err, printed)
	log, readErr := os.ReadFile(filepath.Join(s.fake, "log"))
	must(t, readErr)
	return strings.Split(string(log), "\n"), string(printed), err == nil
}

// set writes a file of the fake.
func (s site) set(t *testing.T, name string, lines ...string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(s.fake, name), []byte(strings.Join(append(lines, ""), "\n")), 0o644))
}

// which returns the commands that contain any of the parts.
func which(commands []string, parts ...string) []string {
	return slices.DeleteFunc(slices.Clone(commands), func(c string) bool {
		return !slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(c, part) })
	})
}

var makes = []string{"s create ", " run deploy ", " functions deploy ", " builds submit "}

// A deployment continues where an interrupted one stopped, and a repeated one creates nothing.
func TestDeployContinuesAndIsIdempotent(t *testing.T) {
	s := newSite(t)
	s.set(t, "fails", "gcloud run deploy similar")
	first, ok := s.script(t, "deploy.sh")
	if ok || len(which(first, "run deploy search")) != 1 || len(which(first, "run deploy click", "firebase deploy --only hosting")) != 0 {
		t.Fatalf("a deployment with a failing command succeeded (%t) or continued after it:\n%s", ok, strings.Join(which(first, makes...), "\n"))
	}
	s.set(t, "fails")
	second, ok := s.script(t, "deploy.sh")
	if !ok || len(which(second, "run deploy similar", "run deploy click", "firebase deploy --only hosting")) != 3 {
		t.Errorf("the second run does not complete the first:\n%s", strings.Join(second, "\n"))
	}
	if again := which(second, "run deploy search", "service-accounts create", "buckets create"); len(again) != 0 {
		t.Errorf("the second run creates existing resources again:\n%s", strings.Join(again, "\n"))
	}
	s.set(t, "answers", "gcloud alpha monitoring policies list=policies/1")
	third, ok := s.script(t, "deploy.sh")
	if made := which(third, makes...); !ok || len(made) != 0 {
		t.Errorf("a run over a deployed project: success %t, want true and no new resources:\n%s", ok, strings.Join(made, "\n"))
	}
	s.write(t, "new.go", "package x")
	fourth, _ := s.script(t, "deploy.sh")
	if got := len(which(fourth, " run deploy ", " functions deploy ", " builds submit ")); got != len(functions.Table())+1 {
		t.Errorf("a new source deploys %d programs, want every function and the job", got)
	}
}

func TestTeardownRemovesEverythingButData(t *testing.T) {
	s := newSite(t)
	s.set(t, "answers", "gcloud alpha monitoring policies list=policies/1")
	if _, ok := s.script(t, "deploy.sh"); !ok {
		t.Fatal("deploy.sh fails")
	}
	if _, ok := s.script(t, "teardown.sh", "--yes"); !ok {
		t.Fatal("teardown.sh fails")
	}
	left := s.there(t)
	if want := []string{"bq-shopfyp_events", "firestore-databases", "storage-gs---my-project-shopfyp-indexes"}; !slices.Equal(left, want) {
		t.Errorf("teardown.sh leaves %q, want the data, %q", left, want)
	}
	s.set(t, "answers")
	if _, ok := s.script(t, "teardown.sh", "--yes", "--data"); !ok || len(s.there(t)) != 0 {
		t.Errorf("teardown.sh --data: success %t, leaves %q, want nothing", ok, s.there(t))
	}
	if nothing, ok := s.script(t, "teardown.sh", "--yes", "--data"); !ok || len(which(nothing, " delete ", " storage rm ")) != 0 {
		t.Errorf("a repeated teardown.sh: success %t, deletes:\n%s", ok, strings.Join(nothing, "\n"))
	}
}

// there returns the resources of the fake project, except images and the service identity.
func (s site) there(t *testing.T) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(s.fake, "there"))
	must(t, err)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "artifacts-docker-images") && e.Name() != "services-identity" {
			names = append(names, e.Name())
		}
	}
	return names
}

func TestRollbackIndex(t *testing.T) {
	s := newSite(t)
	listing := `gs://b/indexes/20260103-c/manifest.json\ngs://b/indexes/20260101-a/manifest.json\ngs://b/indexes/20260102-b/manifest.json`
	pointer := "gs://my-project-shopfyp-indexes/indexes/current.json"
	s.set(t, "answers", "gcloud storage cat "+pointer+`={"version": "20260103-c"}`, "gcloud storage objects describe "+pointer+"=42",
		"gcloud storage objects describe gs://my-project-shopfyp-indexes/indexes/20260102-b/manifest.json=ok", "gcloud storage ls="+listing)
	commands, ok := s.script(t, "rollback.sh", "index")
	if moved := which(commands, "storage cp"); !ok || len(moved) != 1 || !strings.Contains(moved[0], pointer+" --if-generation-match=42") {
		t.Errorf("rollback moves the pointer with %q (success: %t), want generation 42 as a precondition", moved, ok)
	}
	if len(which(commands, "describe gs://my-project-shopfyp-indexes/indexes/20260102-b/manifest.json")) != 1 || len(which(commands, "scheduler jobs pause")) != 1 {
		t.Errorf("rollback does not check that 20260102-b exists, or does not pause the builder:\n%s", strings.Join(commands, "\n"))
	}
	s.set(t, "answers", "gcloud storage cat "+pointer+`={"version": "20260101-a"}`, "gcloud storage ls="+listing)
	if commands, ok := s.script(t, "rollback.sh", "index"); ok || len(which(commands, "storage cp")) != 0 {
		t.Error("rollback of the oldest index succeeds, want an error")
	}
}

func TestRollbackFunction(t *testing.T) {
	s := newSite(t)
	s.set(t, "answers", "gcloud run services describe search=search-00012-xyz", `gcloud run revisions list=search-00009-abc\nsearch-00012-xyz\nsearch-00011-def`)
	commands, ok := s.script(t, "rollback.sh", "function", "search")
	if got := which(commands, "update-traffic"); !ok || len(got) != 1 || !strings.Contains(got[0], "--to-revisions=search-00011-def=100") {
		t.Errorf("rollback redirects requests with %q (success: %t), want search-00011-def", got, ok)
	}
}

// Events are copied to a dataset to which only the sink may write. Without analytics, and after a teardown, nothing is copied,
// and the data stays until it is asked for.
func TestDeployCopiesEventsToBigQuery(t *testing.T) {
	s := newSite(t)
	s.set(t, "answers", "gcloud logging sinks describe shop-events --format=serviceAccount:sink@example.com")
	first, ok := s.script(t, "deploy.sh")
	for _, want := range []string{
		"bq mk --dataset --location=europe-west1 ", "gcloud logging sinks create shop-events bigquery.googleapis.com/projects/my-project/datasets/shopfyp_events ",
		"GRANT `roles/bigquery.dataEditor` ON SCHEMA shopfyp_events TO \"serviceAccount:sink@example.com\"",
	} {
		if !ok || len(which(first, want)) != 1 {
			t.Errorf("a deployment (success: %t) runs %q other than once:\n%s", ok, want, strings.Join(which(first, "bq ", "sinks"), "\n"))
		}
	}
	if second, ok := s.script(t, "deploy.sh"); !ok || len(which(second, "bq mk", "sinks create")) != 0 {
		t.Errorf("a second deployment makes the dataset or the sink again:\n%s", strings.Join(which(second, "bq ", "sinks"), "\n"))
	}
	if without, ok := s.script(t, "deploy.sh", "--no-analytics"); !ok || len(which(without, "bq ")) != 0 || len(which(without, "sinks delete shop-events")) != 1 {
		t.Errorf("--no-analytics keeps the sink, or uses BigQuery:\n%s", strings.Join(which(without, "bq ", "sinks"), "\n"))
	}
	if never, ok := s.script(t, "deploy.sh", "--no-analytics"); !ok || len(which(never, "bq ", "sinks delete")) != 0 {
		t.Errorf("--no-analytics removes a sink that does not exist:\n%s", strings.Join(which(never, "bq ", "sinks"), "\n"))
	}
	if again, ok := s.script(t, "deploy.sh"); !ok || len(which(again, "sinks create")) != 1 {
		t.Errorf("a deployment after --no-analytics makes no sink:\n%s", strings.Join(which(again, "sinks"), "\n"))
	}
	if down, ok := s.script(t, "teardown.sh", "--yes"); !ok || len(which(down, "sinks delete shop-events")) != 1 || len(which(down, "bq rm")) != 0 {
		t.Errorf("a teardown keeps the sink or deletes the data:\n%s", strings.Join(which(down, "bq ", "sinks"), "\n"))
	}
	if all, ok := s.script(t, "teardown.sh", "--yes", "--data"); !ok || len(which(all, "bq rm -r -f --dataset")) != 1 {
		t.Errorf("a teardown with its data keeps the dataset:\n%s", strings.Join(which(all, "bq "), "\n"))
	}
}

// The filter of the sink, and the views, name the log lines as the program writes them.
func TestAnalyticsReadTheLogLines(t *testing.T) {
	for _, name := range []string{"lib/analytics.sh", "analytics/views.sql"} {
		text, err := os.ReadFile(name)
		must(t, err)
		if want := "jsonPayload.message"; !strings.Contains(string(text), want) || !strings.Contains(string(text), `"`+metrics.RecordMessage+`"`) {
			t.Errorf("%s does not select %s %q", name, want, metrics.RecordMessage)
		}
	}
	views, err := os.ReadFile("analytics/views.sql")
	must(t, err)
	for _, record := range []any{metrics.Record{}, metrics.ItemRecord{}} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(record)) {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if !strings.Contains(string(views), `"$.`+name+`"`) {
				t.Errorf("no view has the field %s of the log lines", name)
			}
		}
	}
}

// The request log contains no text that shoppers type for suggestions.
func TestDeployExcludesTypedTextFromTheLog(t *testing.T) {
	s := newSite(t)
	update := "logging sinks update _Default"
	if commands, ok := s.script(t, "deploy.sh"); !ok || len(which(commands, update+" --add-exclusion=name=suggest,filter=httpRequest.requestUrl:\"/api/suggest\"")) != 1 {
		t.Errorf("a deployment adds no exclusion:\n%s", strings.Join(which(commands, "logging"), "\n"))
	}
	if commands, ok := s.script(t, "teardown.sh", "--yes"); !ok || len(which(commands, update)) != 0 {
		t.Errorf("teardown removes an exclusion that does not exist:\n%s", strings.Join(which(commands, "logging"), "\n"))
	}
	s.set(t, "answers", "gcloud logging sinks describe _Default=suggest")
	if commands, ok := s.script(t, "deploy.sh"); !ok || len(which(commands, update)) != 0 {
		t.Errorf("a second deployment changes the exclusion:\n%s", strings.Join(which(commands, "logging"), "\n"))
	}
	if commands, ok := s.script(t, "teardown.sh", "--yes"); !ok || len(which(commands, update+" --remove-exclusions=suggest")) != 1 {
		t.Errorf("teardown removes no exclusion:\n%s", strings.Join(which(commands, "logging"), "\n"))
	}
}
