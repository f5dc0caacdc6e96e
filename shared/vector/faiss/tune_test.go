package faiss

import (
	"context"
	"errors"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// tuned is a catalogue in files of each type, and its exact index.
type tuned struct {
	path    string
	exact   vector.Index
	queries [][]float32
}

func buildTuned(t *testing.T, lib *Library, spec Spec) tuned {
	const rows, dim = 6_000, 64
	vectors := vectortest.Clustered(11, rows, dim, 300)
	path, order := buildFile(t, lib, spec, dim, vectors)
	return tuned{path, reordered(t, dim, vectors, order), vectortest.Queries(12, 100, dim, vectors)}
}

// TestTune checks that what Tune finds is enough, and that one list fewer is not.
func TestTune(t *testing.T) {
	lib := testLibrary(t)
	const k = 10
	for _, spec := range []Spec{{}, {Lists: 128}, {Lists: 128, Element: Float16}, {Lists: 128, Element: Float16, Parts: 16}, {Lists: 128, Element: Uint8, Parts: 16}} {
		t.Run(spec.String(), func(t *testing.T) {
			c, floor := buildTuned(t, lib, spec), .99
			if spec.Element == Uint8 {
				floor = .97 // neighbours of these vectors are closer together than bytes can tell
			}
			params, said, err := lib.Tune(t.Context(), c.path, c.exact, c.queries, k, floor)
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
			if got := recall(params); got < floor || got != said {
				t.Errorf("recall with %+v = %v, want what Tune said, %v, and at least %v", params, got, said, floor)
			}
			if params.NProbe > 1 {
				if got := recall(vector.SearchParams{NProbe: params.NProbe - 1, KFactor: params.KFactor}); got >= floor {
					t.Errorf("recall with a list fewer than %+v = %v, which is enough", params, got)
				}
			}
		})
	}
}

func TestTuneUnreachable(t *testing.T) {
	lib := testLibrary(t)
	c := buildTuned(t, lib, Spec{Lists: 16})
	params, recall, err := lib.Tune(t.Context(), c.path, c.exact, c.queries, 10, 1.01)
	if !errors.Is(err, ErrRecall) || params.NProbe != 16 || recall < .999 {
		t.Errorf("Tune for the impossible = %+v, %v, %v, want all 16 lists, 1, ErrRecall", params, recall, err)
	}
}

func TestTuneErrors(t *testing.T) {
	lib := testLibrary(t)
	c := buildTuned(t, lib, Spec{Lists: 16})
	other, err := vector.NewFlat(64, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := lib.Tune(t.Context(), c.path, other, c.queries, 10, .9); err == nil {
		t.Error("Tune against an index of another size gives no error")
	}
	if _, _, err := lib.Tune(t.Context(), c.path, c.exact, nil, 10, .9); err == nil {
		t.Error("Tune without queries gives no error")
	}
	if _, _, err := lib.Tune(t.Context(), "no such file", c.exact, c.queries, 10, .9); err == nil {
		t.Error("Tune of a missing file gives no error")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := lib.Tune(ctx, c.path, c.exact, c.queries, 10, .9); !errors.Is(err, context.Canceled) {
		t.Errorf("Tune after its context ended: %v, want context.Canceled", err)
	}
}
