package faiss

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"shopfyp.dev/shared/vector"
)

// ErrRecall says that no parameters reach the recall asked for.
var ErrRecall = errors.New("recall is too low")

// Tune finds the cheapest search of the index at path whose recall@k, over the
// queries, is at least floor, and returns that recall too: the fewest lists and,
// where vectors have codes, the number of candidates that goes best with them.
// exact must number its rows as the index does: wrap it with vector.Reorder and
// Build's order. Where nothing will do, the error is ErrRecall, and the
// parameters and recall are the best there are.
func (l *Library) Tune(ctx context.Context, path string, exact vector.Index, queries [][]float32,
	k int, floor float64) (vector.SearchParams, float64, error) {
	ix, err := l.Open(path, vector.SearchParams{})
	if err != nil {
		return vector.SearchParams{}, 0, fmt.Errorf("tune: %w", err)
	}
	defer ix.Close()
	if ix.Len() != exact.Len() || ix.Dim() != exact.Dim() {
		return vector.SearchParams{}, 0, fmt.Errorf("tune %s: %d vectors of %d, the exact index has %d of %d",
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
		err = fmt.Errorf("tune %s: %w: recall@%d is %.4f with %d of %d lists, not %.4f",
			path, ErrRecall, k, best.recall, best.NProbe, ix.Spec().Lists, floor)
	}
	return best.SearchParams, best.recall, err
}

// A tuner lives for one call of Tune, whose context it therefore holds.
type tuner struct {
	ctx   context.Context
	index *Index
	truth *vector.GroundTruth
	k     int
	floor float64
}

// A trial is how a search with some parameters did.
type trial struct {
	vector.SearchParams
	recall float64
}

// factors are the numbers of candidates for a hit that Tune considers; those from largeFactors up only where
// vectors are so many that they are kept as bytes, behind coarse codes.
var factors = []int{4096, 3072, 2048, 1536, 1024, 768, 512, 384, 256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 4, 2, 1}

const largeFactors = 384

// codesPerCandidate is how many codes are scanned in the time that one
// candidate's vector takes to be fetched and compared.
const codesPerCandidate = 25

// cheapest returns the cheapest trial that reaches the floor, or the best one.
// With fewer candidates a search must look at more lists, so it begins with the most.
func (t *tuner) cheapest() (trial, error) {
	lists := t.index.Spec().Lists
	if t.index.Spec().Parts == 0 {
		return t.fewest(vector.SearchParams{}, lists)
	}
	considered := factors
	if t.index.Spec().Element != Uint8 {
		considered = considered[slices.Index(factors, largeFactors)+1:]
	}
	best, err := t.fewest(vector.SearchParams{KFactor: considered[0]}, lists)
	for _, factor := range considered[1:] {
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

// affordable returns how many lists a search with fewer candidates may look at and cost no more than p.
func (t *tuner) affordable(p vector.SearchParams, factor int) int {
	list := max(1, t.index.Len()/t.index.Spec().Lists)
	saved := (p.KFactor - factor) * t.k * codesPerCandidate
	return min(p.NProbe+saved/list, t.index.Spec().Lists)
}

// fewest returns the trial of the smallest nprobe whose recall reaches the floor,
// or of most: it doubles until the floor is reached, then halves the gap.
func (t *tuner) fewest(p vector.SearchParams, most int) (trial, error) {
	p.NProbe = min(1, most)
	best, err := t.try(p)
	for err == nil && best.recall < t.floor && best.NProbe < most {
		p.NProbe = min(2*best.NProbe, most)
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
	recall, err := t.truth.Recall(searching{t.index, p})
	return trial{p, recall}, err
}

// searching is an index searched with other parameters than its own.
type searching struct {
	*Index
	params vector.SearchParams
}

func (s searching) Search(query []float32, k int) ([]vector.Hit, error) {
	return s.search(query, k, s.params)
}
