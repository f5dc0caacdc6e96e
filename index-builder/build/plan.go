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

const (
	planTimeout  = 30 * time.Minute // maximum wait for the plan; Cloud Run then restarts the task
	planInterval = time.Second      // interval between checks for the plan
)

// A plan divides the catalog among the tasks of a run. Task i embeds the products from Bounds[i-1], inclusive, to
// Bounds[i], exclusive.
type plan struct {
	Bounds []catalog.ID `json:"bounds"` // one less than the number of tasks; empty if there are fewer products than tasks
}

// rangeOf returns the shard's range. The first task makes the plan, and the others wait for it.
func (b *Builder) rangeOf(ctx context.Context, s Shard) (catalog.Range, error) {
	if s.Index < 0 || s.Index >= s.Count {
		return catalog.Range{}, fmt.Errorf("task index %d is outside 0 to %d", s.Index, s.Count-1)
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

// part returns the range of task i. Without bounds, the first task gets the whole catalog.
func (p plan) part(i int) catalog.Range {
	var r catalog.Range
	switch {
	case i < len(p.Bounds):
		r.To = p.Bounds[i]
	case i > len(p.Bounds):
		return catalog.Range{From: "\U0010ffff", To: "\U0010ffff"} // an empty range
	}
	if i > 0 {
		r.From = p.Bounds[i-1]
	}
	return r
}

// plan creates and stores the plan. If an earlier attempt of this task stored a plan, it returns that plan.
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

// awaitPlan waits until the first task has stored the plan, and returns it.
func (b *Builder) awaitPlan(ctx context.Context, s Shard) (p plan, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, planTimeout, fmt.Errorf("the first task stored no plan within %s", planTimeout))
	defer cancel()
	tick := time.NewTicker(planInterval)
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

// keptIDs is the minimum number of IDs per range that quantiles keeps. Range sizes then differ by about 1%.
const keptIDs = 128

// quantiles returns the n-1 IDs that divide the ordered ids into n ranges of about the same size. For fewer than n ids it
// returns nil. To limit memory, it keeps only every 2^k-th ID, with a growing k.
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
