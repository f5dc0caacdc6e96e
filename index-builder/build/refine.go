package build

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"maps"
	"slices"

	"shopfyp.dev/index-builder/refine"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// savedVisits is implemented by histories of which only the counted visits were kept.
type savedVisits interface {
	Visited(ctx context.Context) (refine.Log, error)
}

// readVisits reads what shoppers opened after searches.
func (s *shop) readVisits(ctx context.Context, b *Builder) (err error) {
	if saved, ok := b.Histories.(savedVisits); ok {
		s.visits, err = saved.Visited(ctx)
		return err
	}
	b.Progress("read visits", 0, 0)
	c := refine.NewCollector(b.Embedder.Model(), b.Embedder.Dim())
	for history, err := range b.Histories.Visits(ctx) {
		if err != nil {
			return err
		}
		c.Add(history)
	}
	s.visits = c.Log()
	return nil
}

// refine moves the vectors of products toward the queries after which shoppers opened them. It returns nil if that does
// not help. The shop then has only the refined vectors.
func (b *Builder) refine(ctx context.Context, s *shop) (*snapshot.Refinement, error) {
	refined, about, err := b.learnRefinement(ctx, s)
	for i, v := range refined {
		copy(s.vectors.row(i), v)
	}
	return about, err
}

// refinementUnchanged reports whether the visits would give the same vectors as in the published snapshot, whose products
// must have the same texts.
func (b *Builder) refinementUnchanged(ctx context.Context, before snapshot.Manifest, s *shop) (bool, error) {
	if len(s.missing) > 0 {
		return false, nil
	}
	_, about, err := b.learnRefinement(ctx, s)
	if err != nil {
		return false, err
	}
	if about == nil || before.Refinement == nil {
		return about == before.Refinement, nil
	}
	return *about == *before.Refinement, nil
}

// learnRefinement returns the refined vector of each item that moves, and the description, which is nil if none does.
func (b *Builder) learnRefinement(ctx context.Context, s *shop) (map[int][]float32, *snapshot.Refinement, error) {
	if len(s.visits.Queries) == 0 {
		return nil, nil, nil
	}
	b.Progress("learn from searches", 0, 0)
	index := s.index()
	learned, err := refine.Learn(ctx, s.visits, refine.Catalog{
		Dim: s.vectors.dim, Vectors: s.vectors.all,
		Row: func(id catalog.ID) (int, bool) { i, ok := index[id]; return i, ok },
	})
	if err != nil {
		return nil, nil, err
	}
	b.Logger.InfoContext(ctx, "learned from searches", "beta", learned.Beta, "queries", learned.Queries, "products", len(learned.Vectors), "trials", learned.Trials)
	if learned.Beta == 0 {
		return nil, nil, nil
	}
	return learned.Vectors, &snapshot.Refinement{
		Beta: learned.Beta, Queries: learned.Queries, Products: len(learned.Vectors), Hash: s.hashOf(learned.Vectors),
	}, nil
}

// hashOf returns a hash of the items' IDs and vectors.
func (s *shop) hashOf(vectors map[int][]float32) string {
	h := sha256.New()
	for _, i := range slices.Sorted(maps.Keys(vectors)) {
		io.WriteString(h, string(s.items[i].id)+"\n")
		binary.Write(h, binary.LittleEndian, vectors[i])
	}
	return hex.EncodeToString(h.Sum(nil))
}
