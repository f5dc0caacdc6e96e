package faiss

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"unsafe"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// refuseEnv is set in the child process that preloads testdata/refuse.c. It names the state file of refuse.c.
const refuseEnv = "REFUSE_FILE"

// TestRefusedAllocationsReturnErrors makes the allocations of bridge calls fail, one at a time. Each call must return an
// error. It excludes allocations in parallel loops. The calls run in a child process, so that a crash fails the test.
func TestRefusedAllocationsReturnErrors(t *testing.T) {
	testLibrary(t)
	dir := t.TempDir()
	shim, state := filepath.Join(dir, "refuse.so"), filepath.Join(dir, "state")
	if out, err := exec.CommandContext(t.Context(), "cc", "-shared", "-fPIC", "-O1", "-o", shim, "testdata/refuse.c", "-ldl").CombinedOutput(); err != nil {
		t.Fatalf("cc: %v\n%s", err, out)
	}
	if err := os.WriteFile(state, make([]byte, 16), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), refuseEnv+"="+state, "LD_PRELOAD="+shim)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v; end of the output, which names the last failed allocation:\n%s", err, out[max(0, len(out)-600):])
	}
	t.Logf("%s", out[max(0, len(out)-300):])
}

// A refuser controls the preloaded refuse.c through its state file.
type refuser struct{ left, refused *atomic.Int64 }

func openRefuser(path string) (refuser, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return refuser{}, err
	}
	defer f.Close()
	data, err := syscall.Mmap(int(f.Fd()), 0, binary.Size([2]int64{}), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		return refuser{}, err
	}
	return refuser{(*atomic.Int64)(unsafe.Pointer(&data[0])), (*atomic.Int64)(unsafe.Pointer(&data[8]))}, nil
}

// surviveRefusals runs builds and searches while refuse.c makes their allocations fail.
func surviveRefusals(state string) error {
	r, err := openRefuser(state)
	if err != nil {
		return err
	}
	lib, err := Load(libraryDirForChild())
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "refused-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "index")
	vectors := vectortest.Clustered(13, 300, 8, 20)
	for _, spec := range []Spec{{}, {Lists: 8, Element: Float16}, {Lists: 8, Element: Float16, Parts: 4}, {Lists: 8, Element: Uint8, Parts: 4}} {
		if err := r.each("build "+spec.String(), func() error {
			_, err := lib.Build(context.Background(), spec, 8, vectors, path, nil)
			return err
		}); err != nil {
			return err
		}
		if err := r.each("open and search "+spec.String(), func() error {
			ix, err := lib.Open(path, vector.SearchParams{})
			if err != nil {
				return err
			}
			defer ix.Close()
			_, searchErr := ix.Search(vectors[:8], 10)
			_, vectorErr := ix.Vector(3)
			return errors.Join(searchErr, vectorErr)
		}); err != nil {
			return err
		}
	}
	return nil
}

// each calls work repeatedly and makes a later allocation fail each time. It stops after a call in which no allocation
// failed. If a call makes many allocations, each skips some of them.
func (r refuser) each(name string, work func() error) error {
	failed := 0
	for n := int64(1); ; n += 1 + n/50 {
		fmt.Printf("%s, allocation %d\n", name, n) // the last line of the output if the next call crashes
		r.refused.Store(0)
		r.left.Store(n)
		err := work()
		r.left.Store(0)
		if r.refused.Load() == 0 {
			if err != nil || failed == 0 {
				return fmt.Errorf("%s: after %d failed allocations, a call without a failed allocation returned: %w", name, failed, err)
			}
			fmt.Printf("%s: %d failed allocations, each returned an error\n", name, failed)
			runtime.GC()
			return nil
		}
		if err == nil {
			return fmt.Errorf("%s: allocation %d failed, but the call returned no error", name, n)
		}
		failed++
	}
}
