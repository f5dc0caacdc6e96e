//go:build !race

// These tests run child processes, which the race detector does not check.

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cloud.google.com/go/storage"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/gcp/gcsbucket/gcsbuckettest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/demo"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

// A job is the compiled program with the environment that Cloud Run sets.
type job struct {
	program string
	env     []string
}

func newJob(t *testing.T, program string) job {
	t.Helper()
	project := emulatortest.Project()
	j := job{program: program, env: []string{
		"GOOGLE_CLOUD_PROJECT=" + project, "BUCKET=" + project, "NATIVE_DIR=../native/out", "WORKERS=2",
		"FIRESTORE_EMULATOR_HOST=" + emulatortest.ForTest(t), "STORAGE_EMULATOR_HOST=" + gcsbuckettest.Serve(t, project), "CLOUD_RUN_EXECUTION=index-builder-abc",
	}}
	products, err := demo.Products()
	if err != nil {
		t.Fatal(err)
	}
	products = slices.DeleteFunc(products, func(p catalog.Product) bool { return p.Category[0] != "Electronics" })
	if _, err := firestoredb.NewProducts(emulatortest.Client(t, project)).Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	return j
}

// task runs one task and returns its output. If kill is set, task kills the process after its first output.
func (j job) task(t *testing.T, index, count int, kill bool) string {
	cmd := exec.Command(j.program)
	cmd.Env = append(slices.Clone(j.env), "CLOUD_RUN_TASK_INDEX="+strconv.Itoa(index), "CLOUD_RUN_TASK_COUNT="+strconv.Itoa(count))
	out := &output{first: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return ""
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if kill {
		select {
		case <-out.first:
			cmd.Process.Kill()
		case <-t.Context().Done():
		}
	}
	if err := <-ended; err != nil && !kill {
		t.Errorf("task %d of %d: %v\n%s", index, count, err, out.text.String())
	}
	return out.text.String()
}

// An output collects the output of a process. It closes its channel at the first write.
type output struct {
	text  bytes.Buffer
	once  sync.Once
	first chan struct{}
}

func (o *output) Write(p []byte) (int, error) {
	defer o.once.Do(func() { close(o.first) })
	return o.text.Write(p)
}

// snapshot returns the published manifest, and the contents of the published files by name.
func (j job) snapshot(t *testing.T) (snapshot.Manifest, map[string]string) {
	t.Helper()
	for _, v := range j.env {
		if name, value, _ := strings.Cut(v, "="); name == "STORAGE_EMULATOR_HOST" {
			t.Setenv(name, value)
		}
	}
	client, err := storage.NewClient(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	bucket := gcsbucket.New(client, strings.TrimPrefix(j.env[1], "BUCKET="))
	m, _, err := snapshot.Current(t.Context(), bucket)
	if err != nil {
		t.Fatal(err)
	}
	local, err := snapshot.Fetch(t.Context(), bucket, m.Version, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range m.Files {
		data, err := os.ReadFile(local.Path(f.Name))
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return m, files
}

// compile returns the path of the compiled job.
func compile(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat("../native/out/lib/libonnxruntime.so"); err != nil {
		if os.Getenv("CI") != "" || os.Getenv("REQUIRE_NATIVE") != "" {
			t.Fatal(err)
		}
		t.Skip("the native libraries are missing; run make native")
	}
	program := filepath.Join(t.TempDir(), "index-builder")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// TestTasksPublishTheSameFilesAsOneTask runs three tasks as processes and kills one of them once.
func TestTasksPublishTheSameFilesAsOneTask(t *testing.T) {
	program := compile(t)
	alone, shared := newJob(t, program), newJob(t, program)
	alone.task(t, 0, 1, false)

	shared.task(t, 0, 3, true)
	outputs := make([]string, 3)
	var wg sync.WaitGroup
	for i := range outputs {
		wg.Go(func() { outputs[i] = shared.task(t, i, 3, false) })
	}
	wg.Wait()
	if all := strings.Join(outputs, ""); len(regexp.MustCompile(`task \d of 3 embedded \d+ products`).FindAllString(all, -1)) != 2 || strings.Count(all, "published in") != 1 {
		t.Errorf("want two tasks that only embed and one that publishes; output of all tasks:\n%s", all)
	}
	m, files := alone.snapshot(t)
	sharedM, sharedFiles := shared.snapshot(t)
	for name, content := range files {
		if sharedFiles[name] != content {
			t.Errorf("%s: three tasks and one task published different contents (%d and %d bytes)", name, len(sharedFiles[name]), len(content))
		}
	}
	if len(files) != len(sharedFiles) || m.ContentHash != sharedM.ContentHash || m.Index != sharedM.Index || m.Count != sharedM.Count {
		t.Errorf("manifests differ:\n%+v\n%+v", m, sharedM)
	}
}
