package snapshottest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"shopfyp.dev/shared/snapshot"
)

func testGenerations(t *testing.T, b snapshot.Bucket) {
	refuse := func(ifGeneration int64) {
		t.Helper()
		_, err := b.Write(t.Context(), "a", strings.NewReader("refused"), ifGeneration)
		if !errors.Is(err, snapshot.ErrPrecondition) {
			t.Errorf("Write with ifGeneration %d = %v, want ErrPrecondition", ifGeneration, err)
		}
	}
	refuse(7) // the object does not exist
	first := write(t, b, "a", []byte("1"), 0)
	refuse(0)
	refuse(first.Generation + 1)
	second := write(t, b, "a", []byte("2"), first.Generation)
	if second.Generation == first.Generation {
		t.Errorf("both writes have generation %d", first.Generation)
	}
	refuse(first.Generation)
	checkUnreadable(t, b, "a", first.Generation)
	checkContent(t, b, "a", []byte("2"))
	write(t, b, "a", []byte("3"), snapshot.AnyGeneration)
	checkContent(t, b, "a", []byte("3"))
	write(t, b, "b", []byte("4"), snapshot.AnyGeneration)
	checkContent(t, b, "b", []byte("4"))
}

func testRace(t *testing.T, b snapshot.Bucket) {
	gen := int64(0)
	for round := range 5 {
		var wins atomic.Int64
		var winner atomic.Value
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				content := fmt.Sprint("writer ", w, " of round ", round)
				_, err := b.Write(t.Context(), "current", strings.NewReader(content), gen)
				switch {
				case err == nil:
					wins.Add(1)
					winner.Store(content)
				case !errors.Is(err, snapshot.ErrPrecondition):
					t.Errorf("Write: %v, want nil or ErrPrecondition", err)
				}
			})
		}
		wg.Wait()
		if wins.Load() != 1 {
			t.Fatalf("round %d has %d winners, want 1", round, wins.Load())
		}
		checkContent(t, b, "current", []byte(winner.Load().(string)))
		o, err := b.Stat(t.Context(), "current")
		if err != nil {
			t.Fatal(err)
		}
		gen = o.Generation
	}
}

func testBrokenReader(t *testing.T, b snapshot.Bucket) {
	broken := errors.New("disk on fire")
	write(t, b, "there", []byte("old"), 0)
	for _, size := range []int{0, 10, large} {
		for _, name := range []string{"new", "there"} {
			r := io.MultiReader(bytes.NewReader(noise(size)), iotest.ErrReader(broken))
			if _, err := b.Write(t.Context(), name, r, snapshot.AnyGeneration); !errors.Is(err, broken) {
				t.Errorf("Write(%s) from a reader that fails after %d bytes: %v, want the error of the reader", name, size, err)
			}
		}
	}
	checkContent(t, b, "there", []byte("old"))
	if o, err := b.Stat(t.Context(), "new"); !errors.Is(err, snapshot.ErrNotFound) {
		t.Errorf("Stat(new) = %+v, %v, want ErrNotFound", o, err)
	}
}
