package wire

import (
	"context"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/telemetry"
)

// measuredRules opens the database on the first call and measures each call.
type measuredRules struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

var _ rule.Store = measuredRules{}

// with calls use with the store of rules and measures the call as operation.
func (m measuredRules) with(ctx context.Context, operation string, use func(context.Context, rule.Store) error) (err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, operation)
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return err
	}
	return use(ctx, d.rules)
}

// Version implements rule.Store.
func (m measuredRules) Version(ctx context.Context) (version int64, err error) {
	err = m.with(ctx, "RulesVersion", func(ctx context.Context, s rule.Store) (err error) {
		version, err = s.Version(ctx)
		return err
	})
	return version, err
}

// Load implements rule.Store.
func (m measuredRules) Load(ctx context.Context) (all rule.Stored, err error) {
	err = m.with(ctx, "Rules", func(ctx context.Context, s rule.Store) (err error) {
		all, err = s.Load(ctx)
		return err
	})
	return all, err
}

// Get implements rule.Store.
func (m measuredRules) Get(ctx context.Context, id string) (r rule.Rule, err error) {
	err = m.with(ctx, "Rule", func(ctx context.Context, s rule.Store) (err error) {
		r, err = s.Get(ctx, id)
		return err
	})
	return r, err
}

// Update implements rule.Store.
func (m measuredRules) Update(ctx context.Context, id string, change func(*rule.Rule) (*rule.Rule, error)) error {
	return m.with(ctx, "UpdateRule", func(ctx context.Context, s rule.Store) error { return s.Update(ctx, id, change) })
}

// serviceRules returns the rules that rankings use, or nil if they are off.
func (a *App) serviceRules() recommend.Rules {
	if a.config.RulesEvery == 0 {
		return nil
	}
	return a.LiveRules
}

// awaitRules waits a moment for the rules.
func (a *App) awaitRules(ctx context.Context) {
	if a.config.RulesEvery > 0 {
		a.LiveRules.Await(ctx, maxChangesWait)
	}
}
