//go:build !race

package main

import (
	"context"
	"fmt"
	"log/slog"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/storage"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/delta"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
)

// record records n changes: new products, and tombstones of the products before first.
func record(t *testing.T, changes *firestoredb.Changes, first, n int) {
	t.Helper()
	for i := first; i < first+n; i++ {
		p := catalog.Product{ID: catalog.ID(fmt.Sprintf("new-%d", i)), Title: "Lamp"}
		c := change.Change{ID: p.ID, Product: &p, Vector: make([]float32, onnx.Dim), Model: onnx.Model}
		c.Vector[i%onnx.Dim] = 1
		if i%4 == 3 {
			c = change.Change{ID: catalog.ID(fmt.Sprintf("new-%d", i-3))}
		}
		if err := changes.Record(t.Context(), c.ID, func(change.Source) (change.Update, error) { return change.Update{Change: c}, nil }); err != nil {
			t.Fatal(err)
		}
	}
}

// since records where reads of changes begin.
type since struct {
	*firestoredb.Changes
	from []time.Time
}

func (s *since) Since(ctx context.Context, after time.Time, use func(change.Change) error) (time.Time, error) {
	s.from = append(s.from, after)
	return s.Changes.Since(ctx, after, use)
}

// The job compacts changes, also if it is killed in the middle of it. A cold instance with the delta has the same
// changes as one without, and reads only those after the delta.
func TestJobCompactsChanges(t *testing.T) {
	j := newJob(t, compile(t))
	if out := j.task(t, 0, 1, false); !strings.Contains(out, "published") {
		t.Fatalf("job: %s", out)
	}
	m, _ := j.snapshot(t)
	client, err := storage.NewClient(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	project := strings.TrimPrefix(j.env[1], "BUCKET=")
	bucket, changes := gcsbucket.New(client, project), firestoredb.NewChanges(emulatortest.Client(t, project))
	j.env = append(j.env, "BUILD_EVERY=20h")
	for i := range 4 {
		record(t, changes, 20*i, 20)
		killAfter(t, j, time.Duration(i)*400*time.Millisecond)
	}
	if out := j.task(t, 0, 1, false); !strings.Contains(out, "delta") && !strings.Contains(out, "nothing to do") {
		t.Fatalf("job: %s", out)
	}
	record(t, changes, 80, 8)

	lib, err := faiss.Load(filepath.Join("..", "native", "out", "lib"))
	if err != nil {
		t.Fatal(err)
	}
	local, err := snapshot.Fetch(t.Context(), bucket, m.Version, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	open, err := recommend.Opener{Model: onnx.Model, Dim: onnx.Dim, Index: func(path string, s vector.SearchParams) (vector.Index, error) { return lib.Open(path, s) }}.Open(t.Context(), local)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	var until time.Time
	config := overlay.Config{Every: time.Hour, Logger: slog.New(slog.DiscardHandler)}
	all, rest := &since{Changes: changes}, &since{Changes: changes}
	config.Changes = all
	without := overlay.New(config)
	config.Changes, config.Delta = rest, func(ctx context.Context, version string) (delta.Delta, error) {
		d, _, err := delta.Read(ctx, bucket, version)
		until = d.Until
		return d, err
	}
	with := overlay.New(config)
	for _, o := range []*overlay.Overlay{without, with} {
		o.Attach(&open.View, m.Changes)
		if err := o.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w, wo := with.Info(), without.Info()
	if w.Changes != wo.Changes || w.Rows != wo.Rows || w.Changes != 66 || w.Rows != 44 {
		t.Errorf("with the delta %+v, without %+v, want 66 changes, 44 of them of products", w, wo)
	}
	if want := until.Add(-change.Overlap); until.IsZero() || len(rest.from) != 1 || !rest.from[0].Equal(want) {
		t.Errorf("reads begin at %s, want the end of the delta less the overlap, %s", rest.from, want)
	}
	if len(all.from) != 1 || !all.from[0].Before(rest.from[0]) {
		t.Errorf("without a delta, reads begin at %s, want the snapshot's time", all.from)
	}
}

// killAfter starts the job and kills it after some time.
func killAfter(t *testing.T, j job, d time.Duration) {
	t.Helper()
	cmd := exec.Command(j.program)
	cmd.Env = j.env
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(d)
	cmd.Process.Kill()
	_ = cmd.Wait() // fails, unless the job was faster
}
