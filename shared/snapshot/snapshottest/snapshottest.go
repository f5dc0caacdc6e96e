// Package snapshottest is the conformance suite of snapshot.Bucket. Every implementation must pass TestBucket.
package snapshottest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/snapshot"
)

// TestBucket tests the contract of snapshot.Bucket. For each subtest it calls open, which returns an empty bucket.
func TestBucket(t *testing.T, open func(t *testing.T) snapshot.Bucket) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, b snapshot.Bucket)
	}{
		{"RoundTrip", testRoundTrip},
		{"Ranges", testRanges},
		{"NotFound", testNotFound},
		{"Generations", testGenerations},
		{"OneOfManyWritersWins", testRace},
		{"BrokenReaderLeavesTheObject", testBrokenReader},
		{"List", testList},
		{"Delete", testDelete},
		{"CanceledContext", testCanceled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// large exceeds the upload chunk size of all clients.
const large = 17 << 20

// noise returns n pseudorandom bytes. They are the same for every call.
func noise(n int) []byte {
	data := make([]byte, n)
	rand.NewChaCha8([32]byte{1}).Read(data)
	return data
}

func write(t *testing.T, b snapshot.Bucket, name string, data []byte, ifGeneration int64) snapshot.Object {
	t.Helper()
	o, err := b.Write(t.Context(), name, bytes.NewReader(data), ifGeneration)
	if err != nil {
		t.Fatalf("Write(%s, %d bytes, %d): %v", name, len(data), ifGeneration, err)
	}
	return o
}

func read(t *testing.T, b snapshot.Bucket, name string, generation, offset, length int64) []byte {
	t.Helper()
	r, err := b.Read(t.Context(), name, generation, offset, length)
	if err != nil {
		t.Fatalf("Read(%s, %d, %d, %d): %v", name, generation, offset, length, err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("Read(%s, %d, %d, %d): %v", name, generation, offset, length, err)
	}
	return data
}

// checkContent reports an error unless the object exists and contains want.
func checkContent(t *testing.T, b snapshot.Bucket, name string, want []byte) {
	t.Helper()
	o, err := b.Stat(t.Context(), name)
	if err != nil {
		t.Fatalf("Stat(%s): %v", name, err)
	}
	if got := read(t, b, name, o.Generation, 0, -1); !bytes.Equal(got, want) || o.Size != int64(len(want)) {
		t.Errorf("%s has %d bytes (Stat: %d), want %d other bytes", name, len(got), o.Size, len(want))
	}
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func testRoundTrip(t *testing.T, b snapshot.Bucket) {
	for name, data := range map[string][]byte{
		"empty":                     {},
		"indexes/current.json":      []byte("{}\n"),
		"indexes/ü 商品 %2F+?#.bin":   noise(1000),
		"indexes/2026/index.faiss":  noise(large),
		"indexes/2026/index.faiss2": noise(1),
	} {
		written := write(t, b, name, data, 0)
		o, err := b.Stat(t.Context(), name)
		if err != nil {
			t.Fatalf("Stat(%s): %v", name, err)
		}
		if o.Name != name || o.Size != int64(len(data)) || o.Generation <= 0 || o.Updated.IsZero() {
			t.Errorf("Stat = %+v, want %s of %d bytes, with generation and time", o, name, len(data))
		}
		if written.Name != o.Name || written.Size != o.Size || written.Generation != o.Generation {
			t.Errorf("Write = %+v, Stat = %+v", written, o)
		}
		checkContent(t, b, name, data)
	}
}

func testRanges(t *testing.T, b snapshot.Bucket) {
	data := noise(100_000)
	gen := write(t, b, "a", data, 0).Generation
	for _, tc := range []struct{ offset, length, wantFrom, wantTo int64 }{
		{0, -1, 0, 100_000},
		{0, 1, 0, 1},
		{99_999, 1, 99_999, 100_000},
		{50_000, -1, 50_000, 100_000},
		{12_345, 54_321, 12_345, 66_666},
		{99_000, 5_000, 99_000, 100_000}, // extends past the end: returns the bytes that exist
		{10, 0, 10, 10},
	} {
		got := read(t, b, "a", gen, tc.offset, tc.length)
		if !bytes.Equal(got, data[tc.wantFrom:tc.wantTo]) {
			t.Errorf("Read(%d, %d) returned %d bytes, want %d other bytes", tc.offset, tc.length, len(got), tc.wantTo-tc.wantFrom)
		}
	}
}

func testNotFound(t *testing.T, b snapshot.Bucket) {
	gen := write(t, b, "a/b", []byte("x"), 0).Generation
	for _, name := range []string{"a", "a/", "a/b/c", "A/B", "nope"} {
		if _, err := b.Stat(t.Context(), name); !errors.Is(err, snapshot.ErrNotFound) || !strings.Contains(err.Error(), name) {
			t.Errorf("Stat(%s) = %v, want ErrNotFound with the name", name, err)
		}
		checkUnreadable(t, b, name, gen)
	}
}

// checkUnreadable reports an error unless Read returns ErrNotFound.
func checkUnreadable(t *testing.T, b snapshot.Bucket, name string, generation int64) {
	t.Helper()
	r, err := b.Read(t.Context(), name, generation, 0, -1)
	if err == nil {
		r.Close()
	}
	if !errors.Is(err, snapshot.ErrNotFound) {
		t.Errorf("Read(%s, generation %d) = %v, want ErrNotFound", name, generation, err)
	}
}

func testList(t *testing.T, b snapshot.Bucket) {
	names := []string{"a", "indexes/1/m", "indexes/10/m", "indexes/2/index", "indexes/2/m", "indexes/current", "indexes/ü", "z"}
	for i, name := range slices.Backward(names) {
		write(t, b, name, noise(i), 0)
	}
	for prefix, want := range map[string][]string{
		"":           names,
		"indexes/":   names[1:7],
		"indexes/1":  names[1:3],
		"indexes/2/": names[3:5],
		"indexes/ü":  names[6:7],
		"nope":       nil,
	} {
		objects, err := b.List(t.Context(), prefix)
		if err != nil {
			t.Errorf("List(%q): %v", prefix, err)
		}
		var got []string
		for _, o := range objects {
			got = append(got, o.Name)
			if o.Size != int64(slices.Index(names, o.Name)) || o.Generation <= 0 || o.Updated.IsZero() {
				t.Errorf("List(%q) has %+v", prefix, o)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("List(%q) = %q, want %q", prefix, got, want)
		}
	}
}

func testDelete(t *testing.T, b snapshot.Bucket) {
	gen := write(t, b, "a", []byte("1"), 0).Generation
	for range 2 {
		if err := b.Delete(t.Context(), "a"); err != nil {
			t.Fatalf("Delete: %v", err)
		}
	}
	checkUnreadable(t, b, "a", gen)
	if again := write(t, b, "a", []byte("2"), 0).Generation; again == gen {
		t.Errorf("generation %d was used again after a delete", gen)
	}
}

func testCanceled(t *testing.T, b snapshot.Bucket) {
	gen := write(t, b, "a", []byte("1"), 0).Generation
	if _, err := b.Stat(canceled(), "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("Stat = %v, want the context's error", err)
	}
	if r, err := b.Read(canceled(), "a", gen, 0, -1); !errors.Is(err, context.Canceled) {
		if err == nil {
			r.Close()
		}
		t.Errorf("Read = %v, want the context's error", err)
	}
	if _, err := b.Write(canceled(), "a", strings.NewReader("2"), gen); !errors.Is(err, context.Canceled) {
		t.Errorf("Write = %v, want the context's error", err)
	}
	if _, err := b.List(canceled(), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("List = %v, want the context's error", err)
	}
	if err := b.Delete(canceled(), "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("Delete = %v, want the context's error", err)
	}
	checkContent(t, b, "a", []byte("1"))
}
