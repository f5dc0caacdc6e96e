package faissindex_test

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/build/faissindex"
	"shopfyp.dev/shared/vector/faiss"
)

// TestMemoryOfBuilds measures a full build and one after 1 % of the products changed, of a generated catalog with stored
// embeddings. PRODUCTS sets the number of products; without it, the test is skipped. Temporary files are in TMPDIR: if
// that is in memory, they are part of what the build needs, as on Cloud Run.
func TestMemoryOfBuilds(t *testing.T) {
	products, _ := strconv.Atoi(os.Getenv("PRODUCTS"))
	if products == 0 {
		t.Skip("PRODUCTS is not set")
	}
	lib, err := faiss.Load("../../../native/out/lib")
	if err != nil {
		t.Fatal(err)
	}
	g := newGenerator(products)
	changes := &changeLog{generator: g}
	m := &meter{dir: t.TempDir()}
	b := &build.Builder{
		Products: g, Embeddings: g, Embedder: g, Changes: changes, Indexer: faissindex.Indexer{Library: lib},
		Bucket: newFolder(t.TempDir()), Workers: 2, TempDir: m.dir, Now: time.Now, Progress: m.stage, Logger: slog.New(slog.NewTextHandler(os.Stderr, nil)),
	}
	for revision, name := range []string{"full", "incremental"} {
		changes.revision = revision
		m.start(t)
		r, err := b.Run(t.Context())
		m.end(t, name)
		if err != nil || !r.Published || r.Products != products {
			t.Fatalf("%s: report = %+v, %v; want a published snapshot of %d products", name, r, err, products)
		}
		for _, f := range r.Manifest.Files {
			t.Logf("%s: %s %.0f MB", name, f.Name, float64(f.Size)/1e6)
		}
		t.Logf("%s: %s, parameters %v, recall %.4f", name, r.Manifest.Index.Type, r.Manifest.Index.SearchParams, r.Manifest.Index.RecallAt10)
	}
}

// A meter measures the memory of this process and the size of the temporary files, in all and by stage.
type meter struct {
	dir     string
	mu      sync.Mutex
	current *usage
	stages  []*usage
	done    chan struct{}
	running sync.WaitGroup
}

// usage holds the largest values of a stage, in bytes.
type usage struct {
	stage             string
	begin             time.Time
	cpu               time.Duration // of the process, at the begin
	anon, mapped, tmp int64
	sum               int64 // of anon and tmp, at one time
}

// start resets the meter.
func (m *meter) start(t *testing.T) {
	t.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil { // resets VmHWM
		t.Fatal(err)
	}
	m.stages, m.current, m.done = nil, nil, make(chan struct{})
	m.stage("start", 0, 0)
	m.running.Go(func() {
		for tick := time.Tick(50 * time.Millisecond); ; {
			select {
			case <-tick:
				m.sample()
			case <-m.done:
				return
			}
		}
	})
}

// stage is the Builder's Progress.
func (m *meter) stage(name string, _, _ int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.current == nil || m.current.stage != name {
		m.current = &usage{stage: name, begin: time.Now(), cpu: processorTime()}
		m.stages = append(m.stages, m.current)
	}
}

func (m *meter) sample() {
	anon, mapped, tmp := status("RssAnon:"), status("RssFile:")+status("RssShmem:"), m.temporary()
	m.mu.Lock()
	defer m.mu.Unlock()
	u := m.current
	u.anon, u.mapped, u.tmp, u.sum = max(u.anon, anon), max(u.mapped, mapped), max(u.tmp, tmp), max(u.sum, anon+tmp)
}

// temporary returns the size of the files in dir, and of those that are open but removed.
func (m *meter) temporary() (size int64) {
	filepath.WalkDir(m.dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	open, _ := os.ReadDir("/proc/self/fd")
	for _, fd := range open {
		name := "/proc/self/fd/" + fd.Name()
		target, _ := os.Readlink(name)
		if info, err := os.Stat(name); err == nil && m.isRemoved(target) {
			size += info.Size()
		}
	}
	mappings, _ := os.ReadFile("/proc/self/maps")
	for line := range strings.Lines(string(mappings)) {
		var begin, end int64
		if _, err := fmt.Sscanf(line, "%x-%x", &begin, &end); err == nil && m.isRemoved(strings.TrimSpace(line)) {
			size += end - begin
		}
	}
	return size
}

func (m *meter) isRemoved(name string) bool {
	return strings.Contains(name, m.dir) && strings.HasSuffix(name, " (deleted)")
}

// end logs the results.
func (m *meter) end(t *testing.T, name string) {
	t.Helper()
	close(m.done)
	m.running.Wait()
	m.stage("end", 0, 0)
	var all usage
	for i, u := range m.stages[:len(m.stages)-1] {
		next := m.stages[i+1]
		t.Logf("%-12s %-18s %7.1f s, %6.1f s of processor time, anonymous %5d MB, mapped %5d MB, temporary files %5d MB, sum %5d MB",
			name, u.stage, next.begin.Sub(u.begin).Seconds(), (next.cpu - u.cpu).Seconds(), u.anon/1e6, u.mapped/1e6, u.tmp/1e6, u.sum/1e6)
		all.anon, all.tmp, all.sum = max(all.anon, u.anon), max(all.tmp, u.tmp), max(all.sum, u.sum)
	}
	first, last := m.stages[0], m.current
	t.Logf("%-12s %.1f s, %.1f s of processor time, VmHWM %d MB, anonymous %d MB, temporary files %d MB, largest sum %d MB",
		name, last.begin.Sub(first.begin).Seconds(), (last.cpu - first.cpu).Seconds(), status("VmHWM:")/1e6, all.anon/1e6, all.tmp/1e6, all.sum/1e6)
}

// processorTime returns the processor time of this process.
func processorTime() time.Duration {
	var r unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// status returns a size from /proc/self/status, in bytes.
func status(field string) int64 {
	data, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(data), field)
	var kb int64
	fmt.Sscan(rest, &kb)
	return kb << 10
}
