package faiss

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"shopfyp.dev/shared/vector"
)

// ErrRecall means that no search parameters reach the required recall.
var ErrRecall = errors.New("recall is too low")

// Tune returns the cheapest search parameters for the index at path whose recall@k on the queries is at least floor,
// and their recall. It chooses the number of lists to visit and, for an index with codes, the k factor.
//
// exact must have the same row numbers as the index: use vector.Reorder with the order that Build returned. If no
// parameters reach floor, Tune returns ErrRecall with the best parameters and their recall.
func (l *Library) Tune(ctx context.Context, path string, exact vector.Index, queries [][]float32,
	k int, floor float64) (vector.SearchParams, float64, error) {
	ix, err := l.Open(path, vector.SearchParams{})
	if err != nil {
		return vector.SearchParams{}, 0, fmt.Errorf("tune: %w", err)
	}
	defer ix.Close()
	if ix.Len() != exact.Len() || ix.Dim() != exact.Dim() {
		return vector.SearchParams{}, 0, fmt.Errorf("tune %s: the index has %d vectors of dimension %d, the exact index %d of dimension %d",
			path, ix.Len(), ix.Dim(), exact.Len(), exact.Dim())
	}
	truth, err := vector.NewGroundTruth(exact, queries, k)
	if err != nil {
		return vector.SearchParams{}, 0, fmt.Errorf("tune %s: %w", path, err)
	}
	t := &tuner{ctx: ctx, index: ix, truth: truth, k: k, floor: floor}
	best, err := t.cheapest()
	if err != nil {
		return vector.SearchParams{}, 0, fmt.Errorf("tune %s: %w", path, err)
	}
	if best.recall < floor {
		err = fmt.Errorf("tune %s: %w: recall@%d is %.4f with %d of %d lists, want %.4f",
			path, ErrRecall, k, best.recall, best.NProbe, ix.Spec().Lists, floor)
	}
	return best.SearchParams, best.recall, err
}

// A tuner holds the arguments of one call of Tune.
type tuner struct {
	ctx   context.Context // context of that call
	index *Index
	truth *vector.GroundTruth
	k     int
	floor float64
}

// A trial is the measured recall of some search parameters.
type trial struct {
	vector.SearchParams
	recall float64
}

// factors lists the k factors that Tune tries, largest first. It tries factors of at least largeFactors only for indexes
// with 8-bit elements, because their codes are coarse.
var factors = []int{4096, 3072, 2048, 1536, 1024, 768, 512, 384, 256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 4, 2, 1}

const largeFactors = 384

// codesPerCandidate is the cost of re-ranking one candidate, as a number of scanned codes. Re-ranking reads the vector
// of the candidate and computes its distance.
const codesPerCandidate = 25

// cheapest returns the cheapest trial that reaches the floor, or the trial with the largest parameters if none does.
//
// It starts with the largest k factor and reduces it while the cost does not rise. A smaller k factor gives fewer
// candidates to re-rank, but the search must then visit more lists.
func (t *tuner) cheapest() (trial, error) {
	lists := t.index.Spec().Lists
	if t.index.Spec().Parts == 0 {
		return t.fewest(vector.SearchParams{}, lists)
	}
	tried := factors
	if t.index.Spec().Element != Uint8 {
		tried = factors[slices.Index(factors, largeFactors)+1:]
	}
	best, err := t.fewest(vector.SearchParams{KFactor: tried[0]}, lists)
	for _, factor := range tried[1:] {
		if err != nil || best.recall < t.floor {
			break
		}
		other, oerr := t.fewest(vector.SearchParams{KFactor: factor}, t.affordable(best.SearchParams, factor))
		if err = oerr; err != nil || other.recall < t.floor {
			break
		}
		best = other
	}
	return best, err
}

// affordable returns the number of lists that a search with a smaller k factor can visit at the cost of p.
func (t *tuner) affordable(p vector.SearchParams, factor int) int {
	list := max(1, t.index.Len()/t.index.Spec().Lists)
	saved := (p.KFactor - factor) * t.k * codesPerCandidate
	return min(p.NProbe+saved/list, t.index.Spec().Lists)
}

// fewest returns the trial with the smallest nprobe that reaches the floor. If none up to maxNProbe does, it returns the
// trial with maxNProbe. It doubles nprobe until the recall reaches the floor, and then bisects.
func (t *tuner) fewest(p vector.SearchParams, maxNProbe int) (trial, error) {
	p.NProbe = min(1, maxNProbe)
	best, err := t.try(p)
	for err == nil && best.recall < t.floor && best.NProbe < maxNProbe {
		p.NProbe = min(2*best.NProbe, maxNProbe)
		best, err = t.try(p)
	}
	if err != nil || best.recall < t.floor {
		return best, err
	}
	for below := best.NProbe / 2; best.NProbe-below > 1; {
		p.NProbe = (below + best.NProbe) / 2
		middle, err := t.try(p)
		switch {
		case err != nil:
			return trial{}, err
		case middle.recall < t.floor:
			below = middle.NProbe
		default:
			best = middle
		}
	}
	return best, nil
}

func (t *tuner) try(p vector.SearchParams) (trial, error) {
	if err := context.Cause(t.ctx); err != nil {
		return trial{}, err
	}
	recall, err := t.truth.Recall(withParams{t.index, p})
	return trial{p, recall}, err
}

// withParams wraps an index and replaces the index's search parameters.
type withParams struct {
	*Index
	params vector.SearchParams
}

func (x withParams) Search(query []float32, k int) ([]vector.Hit, error) {
	return x.search(query, k, x.params)
}
