package snapshot

import (
	"sync"
	"sync/atomic"
	"testing"
)

// opened is a snapshot that counts its Close calls.
type opened struct{ closed atomic.Int32 }

func (o *opened) Close() error { o.closed.Add(1); return nil }

func TestSlotClosesAReplacedSnapshotAfterItsLastUser(t *testing.T) {
	var l slot[*opened]
	if l.acquire() != nil || l.version() != "" {
		t.Fatal("acquire on an empty slot returned a snapshot")
	}
	first, second := new(opened), new(opened)
	if err := l.swap(&counted[*opened]{value: first, version: "1"}); err != nil {
		t.Fatal(err)
	}
	user := l.acquire()
	if err := l.swap(&counted[*opened]{value: second, version: "2"}); err != nil {
		t.Fatal(err)
	}
	if first.closed.Load() != 0 {
		t.Error("the old snapshot was closed while it was in use")
	}
	if l.version() != "2" {
		t.Errorf("version = %q, want 2", l.version())
	}
	if err := l.release(user); err != nil {
		t.Fatal(err)
	}
	if first.closed.Load() != 1 || second.closed.Load() != 0 {
		t.Errorf("closed %d and %d times, want 1 and 0", first.closed.Load(), second.closed.Load())
	}
	if err := l.swap(nil); err != nil {
		t.Fatal(err)
	}
	if second.closed.Load() != 1 {
		t.Errorf("the last snapshot was closed %d times, want 1", second.closed.Load())
	}
}

func TestSlotIsSafeForConcurrentUse(t *testing.T) {
	var l slot[*opened]
	var all []*opened
	swap := func() {
		all = append(all, new(opened))
		if err := l.swap(&counted[*opened]{value: all[len(all)-1], version: "v"}); err != nil {
			t.Error(err)
		}
	}
	swap()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 2000 {
				c := l.acquire()
				if c.value.closed.Load() != 0 {
					t.Error("acquire returned a closed snapshot")
				}
				if err := l.release(c); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 200 {
		swap()
	}
	wg.Wait()
	if err := l.swap(nil); err != nil {
		t.Fatal(err)
	}
	for i, o := range all {
		if n := o.closed.Load(); n != 1 {
			t.Errorf("snapshot %d was closed %d times, want 1", i, n)
		}
	}
}
