package faiss

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/vector"
)

// ErrRecall says that no parameters reach the recall asked for.
var ErrRecall = errors.New("recall is too low")

// Tune finds the fewest lists of the index at path to search for a recall@k, over
// the queries, of at least floor, and returns that recall too. exact must number
// its rows as the index does: wrap it with vector.Reorder and Build's order.
// Where no number of lists will do, the error is ErrRecall, and the parameters
// and recall are the best there are.
func (l *Library) Tune(ctx context.Context, path string, exact vector.Index, queries [][]float32,
	k int, floor float64) (Params, float64, error) {
	ix, err := l.Open(path, Params{})
	if err != nil {
		return Params{}, 0, fmt.Errorf("tune: %w", err)
	}
	defer ix.Close()
	if ix.Len() != exact.Len() || ix.Dim() != exact.Dim() {
		return Params{}, 0, fmt.Errorf("tune %s: %d vectors of %d, the exact index has %d of %d",
			path, ix.Len(), ix.Dim(), exact.Len(), exact.Dim())
	}
	truth, err := vector.NewTruth(exact, queries, k)
	if err != nil {
		return Params{}, 0, fmt.Errorf("tune %s: %w", path, err)
	}
	t := &tuner{ctx: ctx, index: ix, truth: truth}
	nprobe, recall, err := t.fewest(ix.Spec().Lists, floor)
	if err != nil {
		return Params{}, 0, fmt.Errorf("tune %s: %w", path, err)
	}
	if recall < floor {
		err = fmt.Errorf("tune %s: %w: recall@%d is %.4f with %d of %d lists, not %.4f",
			path, ErrRecall, k, recall, nprobe, ix.Spec().Lists, floor)
	}
	return Params{NProbe: nprobe}, recall, err
}

// A tuner lives for one call of Tune, whose context it therefore holds.
type tuner struct {
	ctx   context.Context
	index *Index
	truth *vector.Truth
}

// fewest returns the smallest nprobe whose recall is at least floor, or lists,
// and its recall: it doubles until the floor is reached, then halves the gap.
func (t *tuner) fewest(lists int, floor float64) (int, float64, error) {
	nprobe := min(1, lists)
	recall, err := t.recall(nprobe)
	for err == nil && recall < floor && nprobe < lists {
		nprobe = min(2*nprobe, lists)
		recall, err = t.recall(nprobe)
	}
	if err != nil || recall < floor {
		return nprobe, recall, err
	}
	for below := nprobe / 2; nprobe-below > 1; {
		middle := (below + nprobe) / 2
		r, err := t.recall(middle)
		switch {
		case err != nil:
			return 0, 0, err
		case r < floor:
			below = middle
		default:
			nprobe, recall = middle, r
		}
	}
	return nprobe, recall, nil
}

func (t *tuner) recall(nprobe int) (float64, error) {
	if err := context.Cause(t.ctx); err != nil {
		return 0, err
	}
	return t.truth.Recall(probing{t.index, nprobe})
}

// probing is an index searched with another nprobe than its own.
type probing struct {
	*Index
	nprobe int
}

func (p probing) Search(query []float32, k int) ([]vector.Hit, error) {
	return p.search(query, k, Params{NProbe: p.nprobe, KFactor: p.params.KFactor})
}
