package build

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// How long a task waits for the plan before it gives up, to be started again, and how often it looks.
const (
	planPatience = 30 * time.Minute
	planEvery    = time.Second
)

// A plan says where the ranges of a run's tasks end: task i has what lies from Bounds[i-1] to Bounds[i].
type plan struct {
	Bounds []catalog.ID `json:"bounds"` // one fewer than tasks, or none where there are too few products
}

// rangeOf returns the shard's range: the first task plans, the others wait for its plan.
func (b *Builder) rangeOf(ctx context.Context, s Shard) (catalog.Range, error) {
	if s.Index < 0 || s.Index >= s.Count {
		return catalog.Range{}, fmt.Errorf("task %d of %d", s.Index, s.Count)
	}
	var p plan
	var err error
	if s.Index == 0 {
		p, err = b.plan(ctx, s)
	} else {
		p, err = b.awaitPlan(ctx, s)
	}
	if err != nil {
		return catalog.Range{}, err
	}
	return p.part(s.Index), nil
}

// part returns task i's range. Without bounds the first task has everything.
func (p plan) part(i int) catalog.Range {
	var r catalog.Range
	switch {
	case i < len(p.Bounds):
		r.To = p.Bounds[i]
	case i > len(p.Bounds):
		return catalog.Range{From: "\U0010ffff", To: "\U0010ffff"} // nothing
	}
	if i > 0 {
		r.From = p.Bounds[i-1]
	}
	return r
}

// plan makes the plan, or returns that of an earlier try, which the others go by.
func (b *Builder) plan(ctx context.Context, s Shard) (p plan, err error) {
	if err := b.readJSON(ctx, s.object("plan.json"), &p); !errors.Is(err, snapshot.ErrNotFound) {
		return p, err
	}
	bounds, err := quantiles(s.Products.IDs(ctx), s.Count)
	if err != nil {
		return plan{}, fmt.Errorf("read IDs: %w", err)
	}
	err = b.once(ctx, s.object("plan.json"), plan{bounds}, &p)
	return p, err
}

// awaitPlan returns the plan once it is there.
func (b *Builder) awaitPlan(ctx context.Context, s Shard) (p plan, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, planPatience, fmt.Errorf("the first task has made no plan for %s", planPatience))
	defer cancel()
	tick := time.NewTicker(planEvery)
	defer tick.Stop()
	for {
		err := b.readJSON(ctx, s.object("plan.json"), &p)
		if err == nil || !errors.Is(err, snapshot.ErrNotFound) {
			return p, err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return plan{}, context.Cause(ctx)
		}
	}
}

// keptIDs is how many IDs quantiles keeps at most, a task: ranges differ in size by a hundredth of one or so.
const keptIDs = 128

// quantiles returns n-1 of the IDs, which come in order, that cut them into n parts of about the same
// size; none where there are fewer than n. It keeps every 2^k-th ID alone.
func quantiles(ids iter.Seq2[catalog.ID, error], n int) ([]catalog.ID, error) {
	var kept []catalog.ID
	step, i := 1, 0
	for id, err := range ids {
		if err != nil {
			return nil, err
		}
		if i++; (i-1)%step != 0 {
			continue
		}
		if kept = append(kept, id); len(kept) == 2*keptIDs*n {
			for j := range keptIDs * n {
				kept[j] = kept[2*j]
			}
			kept, step = kept[:keptIDs*n], 2*step
		}
	}
	if len(kept) < n {
		return nil, nil
	}
	bounds := make([]catalog.ID, n-1)
	for j := range bounds {
		bounds[j] = kept[len(kept)*(j+1)/n]
	}
	return bounds, nil
}
