package faiss

import (
	"context"
	"errors"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// A fixture is an index file with its exact index and queries.
type fixture struct {
	path    string
	exact   vector.Index
	queries [][]float32
}

func newFixture(t *testing.T, lib *Library, spec Spec) fixture {
	const rows, dim = 6_000, 64
	vectors := vectortest.Clustered(11, rows, dim, 300)
	path, order := buildFile(t, lib, spec, dim, vectors)
	return fixture{path, reordered(t, dim, vectors, order), vectortest.Queries(12, 100, dim, vectors)}
}

// TestTuneReturnsFewestLists checks that the returned parameters reach the floor. With one list less, a search must not
// reach it.
func TestTuneReturnsFewestLists(t *testing.T) {
	lib := testLibrary(t)
	const k = 10
	for _, spec := range []Spec{{}, {Lists: 128}, {Lists: 128, Element: Float16}, {Lists: 128, Element: Float16, Parts: 16}, {Lists: 128, Element: Uint8, Parts: 16}} {
		t.Run(spec.String(), func(t *testing.T) {
			c, floor := newFixture(t, lib, spec), .99
			if spec.Element == Uint8 {
				floor = .97 // 8-bit elements cannot separate the closest neighbors of these vectors
			}
			params, reported, err := lib.Tune(t.Context(), c.path, c.exact, c.queries, k, floor)
			if err != nil {
				t.Fatal(err)
			}
			recall := func(p vector.SearchParams) float64 {
				r, err := vector.Recall(openFile(t, lib, c.path, p), c.exact, c.queries, k)
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			if got := recall(params); got < floor || got != reported {
				t.Errorf("recall with %+v = %v, want %v as returned by Tune, and at least %v", params, got, reported, floor)
			}
			if params.NProbe > 1 {
				if got := recall(vector.SearchParams{NProbe: params.NProbe - 1, KFactor: params.KFactor}); got >= floor {
					t.Errorf("recall with one list less than in %+v = %v, want less than the floor", params, got)
				}
			}
		})
	}
}

func TestTuneReportsUnreachableFloor(t *testing.T) {
	lib := testLibrary(t)
	c := newFixture(t, lib, Spec{Lists: 16})
	params, recall, err := lib.Tune(t.Context(), c.path, c.exact, c.queries, 10, 1.01)
	if !errors.Is(err, ErrRecall) || params.NProbe != 16 || recall < .999 {
		t.Errorf("Tune with floor 1.01 = %+v, %v, %v, want all 16 lists, recall 1, ErrRecall", params, recall, err)
	}
}

func TestTuneReportsErrors(t *testing.T) {
	lib := testLibrary(t)
	c := newFixture(t, lib, Spec{Lists: 16})
	other, err := vector.NewFlat(64, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := lib.Tune(t.Context(), c.path, other, c.queries, 10, .9); err == nil {
		t.Error("Tune against an index of a different size returned no error")
	}
	if _, _, err := lib.Tune(t.Context(), c.path, c.exact, nil, 10, .9); err == nil {
		t.Error("Tune without queries returned no error")
	}
	if _, _, err := lib.Tune(t.Context(), "no such file", c.exact, c.queries, 10, .9); err == nil {
		t.Error("Tune of a missing file returned no error")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := lib.Tune(ctx, c.path, c.exact, c.queries, 10, .9); !errors.Is(err, context.Canceled) {
		t.Errorf("Tune with a canceled context: %v, want context.Canceled", err)
	}
}
