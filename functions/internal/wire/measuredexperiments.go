package wire

import (
	"context"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/telemetry"
)

// measuredExperiments opens the database on the first call and measures each call.
type measuredExperiments struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

var _ experiment.Store = measuredExperiments{}

// with calls use with the store of experiments and measures the call as operation.
func (m measuredExperiments) with(ctx context.Context, operation string, use func(context.Context, experiment.Store) error) (err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, operation)
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return err
	}
	return use(ctx, d.experiments)
}

// List implements experiment.Store.
func (m measuredExperiments) List(ctx context.Context) (all []experiment.Experiment, err error) {
	err = m.with(ctx, "Experiments", func(ctx context.Context, s experiment.Store) (err error) {
		all, err = s.List(ctx)
		return err
	})
	return all, err
}

// Running implements experiment.Store.
func (m measuredExperiments) Running(ctx context.Context) (all []experiment.Experiment, err error) {
	err = m.with(ctx, "RunningExperiments", func(ctx context.Context, s experiment.Store) (err error) {
		all, err = s.Running(ctx)
		return err
	})
	return all, err
}

// Get implements experiment.Store.
func (m measuredExperiments) Get(ctx context.Context, id string) (e experiment.Experiment, err error) {
	err = m.with(ctx, "Experiment", func(ctx context.Context, s experiment.Store) (err error) {
		e, err = s.Get(ctx, id)
		return err
	})
	return e, err
}

// Update implements experiment.Store.
func (m measuredExperiments) Update(ctx context.Context, id string, change func(experiment.Experiment) (experiment.Experiment, error)) (e experiment.Experiment, err error) {
	err = m.with(ctx, "UpdateExperiment", func(ctx context.Context, s experiment.Store) (err error) {
		e, err = s.Update(ctx, id, change)
		return err
	})
	return e, err
}
