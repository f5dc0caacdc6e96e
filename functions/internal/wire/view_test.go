package wire

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// rowsForTest is how many rows the test's builds have, each the product pROW at the vector (ROW, 0).
const rowsForTest = 3

// newBuild writes the files of a build with rows cards.
func newBuild(t *testing.T, rows int) snapshot.Build {
	t.Helper()
	dir := t.TempDir()
	err := errors.Join(
		os.WriteFile(filepath.Join(dir, snapshot.IndexFile), []byte("an index"), 0o644),
		snapshot.WriteCards(filepath.Join(dir, snapshot.CardsFile), rows, func(row int) (string, []byte, error) {
			id := fmt.Sprintf("p%d", row)
			return id, fmt.Appendf(nil, `{"productId":%q,"title":"Product %d"}`, id, row), nil
		}, []int64{1}),
	)
	if err != nil {
		t.Fatal(err)
	}
	m := snapshot.Manifest{Version: "v1", Model: "fake", Dim: 2, Count: rowsForTest, Index: snapshot.Index{Type: "Flat", NProbe: 7}}
	return snapshot.Build{Manifest: m, Dir: dir}
}

// openerForTest opens builds of newBuild. Its indexes are exact, with rows vectors; opened are all of them.
func openerForTest(rows int) (o opener, opened *[]vector.Index) {
	opened = new([]vector.Index)
	return opener{model: "fake", dim: 2, index: func(path string, nprobe int) (vector.Index, error) {
		data, err := os.ReadFile(path)
		if err != nil || string(data) != "an index" || nprobe != 7 {
			return nil, fmt.Errorf("%s: %q with nprobe %d: %w", path, data, nprobe, err)
		}
		var vectors []float32
		for row := range rows {
			vectors = append(vectors, float32(row), 0)
		}
		index, err := vector.NewFlat(2, vectors)
		*opened = append(*opened, index)
		return index, err
	}}, opened
}

func TestOpen(t *testing.T) {
	o, _ := openerForTest(rowsForTest)
	v, err := o.open(t.Context(), newBuild(t, rowsForTest))
	if err != nil {
		t.Fatal(err)
	}
	if v.Version != "v1" || v.Model != "fake" || v.Index.Len() != rowsForTest {
		t.Errorf("view is version %s, model %s, %d rows", v.Version, v.Model, v.Index.Len())
	}
	if card, err := v.Cards.Card(2); err != nil || card.Title != "Product 2" {
		t.Errorf("card of row 2 = %+v, %v", card, err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Index.Search([]float32{0, 0}, 1); !errors.Is(err, vector.ErrClosed) {
		t.Errorf("after Close, Search of the index = %v, want ErrClosed", err)
	}
	if _, err := v.Cards.Card(0); err == nil {
		t.Error("after Close, the cards can be read")
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name        string
		rows, cards int
		change      func(*snapshot.Build)
		want        string
	}{
		{"another model", 3, 3, func(b *snapshot.Build) { b.Manifest.Model = "other" }, "made for model other of dimension 2, the encoder is fake of 2"},
		{"another dimension", 3, 3, func(b *snapshot.Build) { b.Manifest.Dim = 3 }, "made for model fake of dimension 3"},
		{"another count", 3, 3, func(b *snapshot.Build) { b.Manifest.Count = 4 }, "manifest says 4 rows of dimension 2, the index has 3 of 2, the cards 3"},
		{"fewer cards", 3, 2, func(*snapshot.Build) {}, "the cards 2"},
		{"fewer vectors", 2, 3, func(*snapshot.Build) {}, "the index has 2 of 2"},
		{"no index", 3, 3, func(b *snapshot.Build) { os.Remove(b.Path(snapshot.IndexFile)) }, "no such file"},
		{"no cards", 3, 3, func(b *snapshot.Build) { os.Remove(b.Path(snapshot.CardsFile)) }, "no such file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, opened := openerForTest(tt.rows)
			build := newBuild(t, tt.cards)
			tt.change(&build)
			v, err := o.open(t.Context(), build)
			if v != nil || err == nil || !strings.Contains(err.Error(), "snapshot v1: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("open = %v, %v, want an error that says %q", v, err, tt.want)
			}
			for _, index := range *opened {
				if _, err := index.Search([]float32{0, 0}, 1); !errors.Is(err, vector.ErrClosed) {
					t.Errorf("the index was left open")
				}
			}
		})
	}
}

// newFollower follows b with o.
func newFollower(t *testing.T, b snapshot.Bucket, o opener) *snapshot.Follower[*view] {
	t.Helper()
	f := snapshot.NewFollower(snapshot.FollowerConfig[*view]{
		Bucket: b, Dir: t.TempDir(), Every: time.Hour, Open: o.open, Logger: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(func() { f.Close() })
	return f
}

func TestViews(t *testing.T) {
	o, _ := openerForTest(rowsForTest)
	bucket := snapshot.NewMemoryBucket()
	follower := newFollower(t, bucket, o)
	unreachable := errors.New("no client")
	var fault error = unreachable
	v := newViews(func(context.Context) (*snapshot.Follower[*view], error) { return follower, fault })

	used := func() (version string, err error) {
		err = v.Use(t.Context(), func(open *recommend.View) error { version = open.Version; return nil })
		return version, err
	}
	if _, err := used(); !errors.Is(err, unreachable) {
		t.Errorf("Use without a client = %v, want %v", err, unreachable)
	}
	fault = nil
	if _, err := used(); !errors.Is(err, snapshot.ErrNoIndex) {
		t.Errorf("Use before the first build = %v, want ErrNoIndex", err)
	}
	build := newBuild(t, rowsForTest)
	if _, err := snapshot.Publish(t.Context(), bucket, build.Dir, build.Manifest, 0); err != nil {
		t.Fatal(err)
	}
	if version, err := used(); version != "v1" || err != nil {
		t.Errorf("Use after the first build = %q, %v, want v1", version, err)
	}
	if err := v.load(t.Context()); err != nil {
		t.Errorf("load with a build in use: %v", err)
	}
}

// A request that gives up does not end the loading that the next one needs.
func TestViewsLoadBeyondTheRequest(t *testing.T) {
	o, _ := openerForTest(rowsForTest)
	ctx, cancel := context.WithCancel(t.Context())
	open := o.index
	o.index = func(path string, nprobe int) (vector.Index, error) { cancel(); return open(path, nprobe) }
	bucket := snapshot.NewMemoryBucket()
	build := newBuild(t, rowsForTest)
	if _, err := snapshot.Publish(t.Context(), bucket, build.Dir, build.Manifest, 0); err != nil {
		t.Fatal(err)
	}
	follower := newFollower(t, bucket, o)
	v := newViews(func(context.Context) (*snapshot.Follower[*view], error) { return follower, nil })
	_ = v.load(ctx) // whatever it says, the build is loaded
	if follower.Version() != "v1" {
		t.Errorf("after a load that was given up, version %q is in use, want v1", follower.Version())
	}
}
