package faiss

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// TestIndexIsMapped checks that an index uses a shared read-only mapping of its file instead of a copy.
func TestIndexIsMapped(t *testing.T) {
	lib := testLibrary(t)
	const rows, dim = 20_000, 128
	vectors := vectortest.Clustered(15, rows, dim, 100)
	for _, spec := range []Spec{{}, {Lists: 64}, {Lists: 64, Element: Float16}} {
		t.Run(spec.String(), func(t *testing.T) {
			path, _ := buildFile(t, lib, spec, dim, vectors)
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			runtime.GC()
			before := anonymousBytes(t)
			ix := openFile(t, lib, path, vector.SearchParams{NProbe: spec.Lists})
			if _, err := ix.Search(vectors[:dim], 10); err != nil { // reads the whole file
				t.Fatal(err)
			}
			m := mappingOf(t, path)
			if m.size < info.Size() || m.resident < info.Size()/2 || m.dirty != 0 || m.permissions != "r--s" {
				t.Errorf("mapping of a file of %d bytes = %+v, want the whole file, read-only and shared", info.Size(), m)
			}
			if grown := anonymousBytes(t) - before; grown > info.Size()/4 {
				t.Errorf("opening a file of %d bytes took %d bytes of anonymous memory", info.Size(), grown)
			}
			ix.Close()
			if m := mappingOf(t, path); m.size != 0 {
				t.Errorf("mapping after Close = %+v, want none", m)
			}
		})
	}
}

type smaps struct {
	permissions           string
	size, resident, dirty int64
}

// mappingOf returns the sums of all mappings of path in /proc/self/smaps.
func mappingOf(t *testing.T, path string) smaps {
	t.Helper()
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var m smaps
	ours := false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if !strings.HasSuffix(fields[0], ":") { // address, permissions, offset, device, inode, path
			ours = strings.HasSuffix(lines.Text(), " "+path)
			if ours {
				m.permissions = fields[1]
			}
			continue
		}
		if ours {
			m.add(fields)
		}
	}
	return m
}

func (m *smaps) add(fields []string) {
	var kb int64
	fmt.Sscan(fields[1], &kb)
	switch fields[0] {
	case "Size:":
		m.size += kb << 10
	case "Rss:":
		m.resident += kb << 10
	case "Private_Dirty:", "Shared_Dirty:", "Anonymous:":
		m.dirty += kb << 10
	}
}

// anonymousBytes returns the size of the resident anonymous memory of the process.
func anonymousBytes(t *testing.T) int64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(status), "RssAnon:")
	var kb int64
	if _, err := fmt.Sscan(rest, &kb); !found || err != nil {
		t.Fatalf("no RssAnon in /proc/self/status: %v", err)
	}
	return kb << 10
}

// TestIndexDoesNotLeak opens, uses and closes an index, and opens a broken file, 5,000 times. It fails if an average
// round leaks more than half a page.
func TestIndexDoesNotLeak(t *testing.T) {
	lib := testLibrary(t)
	vectors := vectortest.Clustered(16, 500, 32, 10)
	path, _ := buildFile(t, lib, Spec{Lists: 16, Element: Float16}, 32, vectors)
	broken := t.TempDir() + "/broken"
	if err := os.WriteFile(broken, readFile(t, path)[:20_000], 0o600); err != nil {
		t.Fatal(err)
	}
	use := func(times int) {
		for range times {
			ix, err := lib.Open(path, vector.SearchParams{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := ix.Search(vectors[:32], 10); err != nil {
				t.Fatal(err)
			}
			ix.Close()
			if _, err := lib.Open(broken, vector.SearchParams{}); err == nil {
				t.Fatal("Open of a truncated file returned no error")
			}
		}
		runtime.GC()
	}
	const times = 5_000
	use(500) // warms up the allocators
	before := anonymousBytes(t)
	use(times)
	if grown := anonymousBytes(t) - before; grown > times*4096/2 {
		t.Errorf("opening and closing %d indexes leaked %d bytes", times, grown)
	}
	if m := mappingOf(t, path); m.size != 0 {
		t.Errorf("mapping after the last Close = %+v, want none", m)
	}
}

// TestUnreachableIndexIsUnmapped drops an index without closing it.
func TestUnreachableIndexIsUnmapped(t *testing.T) {
	lib := testLibrary(t)
	path, _ := buildFile(t, lib, Spec{}, 4, vectortest.Clustered(17, 5_000, 4, 10))
	drop := func() {
		ix, err := lib.Open(path, vector.SearchParams{})
		if err != nil {
			t.Fatal(err)
		}
		if mappingOf(t, path).size == 0 {
			t.Fatal("the index is not mapped while it is open")
		}
		runtime.KeepAlive(ix) // the garbage collector may run at any time
	}
	drop()
	for range 1_000 {
		runtime.GC()
		if mappingOf(t, path).size == 0 {
			return
		}
		runtime.Gosched() // lets the goroutine that runs cleanups proceed
	}
	t.Error("an unreachable index is still mapped")
}
