package wire

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/staff"
)

// The stores in this file record changes by the staff after an update. They are for stores in memory. A store in Firestore
// records a change in the transaction that makes it.

// record adds a change to the log, if a member of the staff makes it.
func record(ctx context.Context, l staff.Log, kind staff.Kind, target string, before, after any) error {
	if !staff.IsRecorded(ctx) {
		return nil
	}
	c, err := staff.NewChange(ctx, kind, target, before, after)
	if err != nil {
		return err
	}
	_, err = l.Add(ctx, c)
	return err
}

type recordedRules struct {
	rule.Store
	log staff.Log
}

// Update implements rule.Store.
func (s recordedRules) Update(ctx context.Context, id string, change func(*rule.Rule) (*rule.Rule, error)) error {
	var before, after *rule.Rule
	err := s.Store.Update(ctx, id, func(old *rule.Rule) (r *rule.Rule, err error) {
		r, err = change(old)
		before, after = old, r
		return r, err
	})
	if err != nil || before == nil && after == nil {
		return err
	}
	return record(ctx, s.log, staff.Rule, id, before, after)
}

type recordedExperiments struct {
	experiment.Store
	log staff.Log
}

// Update implements experiment.Store.
func (s recordedExperiments) Update(ctx context.Context, id string, change func(experiment.Experiment) (experiment.Experiment, error)) (experiment.Experiment, error) {
	var before *experiment.Experiment
	e, err := s.Store.Update(ctx, id, func(old experiment.Experiment) (experiment.Experiment, error) {
		if before = nil; old.ID != "" {
			before = &old
		}
		return change(old)
	})
	if err != nil {
		return e, err
	}
	return e, record(ctx, s.log, staff.Experiment, id, before, e)
}

type recordedProducts struct {
	products
	log staff.Log
}

// Update implements catalog.Updater.
func (s recordedProducts) Update(ctx context.Context, id catalog.ID, change func(catalog.Product) (catalog.Product, error)) (catalog.Product, error) {
	var before catalog.Product
	p, err := s.products.Update(ctx, id, func(old catalog.Product) (catalog.Product, error) {
		before = old
		return change(old)
	})
	if err != nil {
		return p, err
	}
	return p, record(ctx, s.log, staff.Product, string(id), before.Editable(), p.Editable())
}
