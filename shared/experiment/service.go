package experiment

import (
	"context"
	"fmt"
	"time"

	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
)

// A Service changes experiments and returns their results. Its store records each change.
type Service struct {
	store   Store
	metrics counters
	now     func() time.Time
}

// counters is the part of metrics.Store that a Service needs.
type counters interface {
	Read(ctx context.Context, from, to time.Time, dimensions ...metrics.Dimension) (metrics.Tally, error)
}

// NewService returns a Service with the clock now.
func NewService(s Store, m counters, now func() time.Time) *Service { return &Service{s, m, now} }

// List returns all experiments, by ID.
func (s *Service) List(ctx context.Context) ([]Experiment, error) { return s.store.List(ctx) }

// Create adds a draft with the ID, name, arms and ramp of e. It returns ErrExists if the ID is in use: figures of another
// experiment are counted under it.
func (s *Service) Create(ctx context.Context, e Experiment) (Experiment, error) {
	if err := e.Validate(); err != nil {
		return Experiment{}, err
	}
	e.State, e.CreatedAt, e.StartedAt, e.StoppedAt = Draft, s.moment(), time.Time{}, time.Time{}
	return s.change(ctx, e.ID, func(old Experiment) (Experiment, error) {
		if old.ID != "" {
			return old, ErrExists
		}
		return e, nil
	})
}

// Change replaces the name, arms and ramp of a draft.
func (s *Service) Change(ctx context.Context, e Experiment) (Experiment, error) {
	if err := e.Validate(); err != nil {
		return Experiment{}, err
	}
	return s.update(ctx, e.ID, func(old Experiment) (Experiment, error) {
		if old.State != Draft {
			return old, fmt.Errorf("%w: it is %s, not a draft", ErrState, old.State)
		}
		old.Name, old.Arms, old.Ramp = e.Name, e.Arms, e.Ramp
		return old, nil
	})
}

// Ramp sets the share of shoppers that take part in a draft or a running experiment. It moves no shopper between arms.
func (s *Service) Ramp(ctx context.Context, id string, share float64) (Experiment, error) {
	if err := checkRamp(share); err != nil {
		return Experiment{}, err
	}
	return s.update(ctx, id, func(e Experiment) (Experiment, error) {
		if e.State == Stopped {
			return e, fmt.Errorf("%w: it is stopped", ErrState)
		}
		e.Ramp = share
		return e, nil
	})
}

// Start starts a draft. It returns ErrConflict if a running experiment sets one of its settings. Two experiments that start
// at the same moment may both start; the arm of the one whose ID comes last then wins for a setting that both have.
func (s *Service) Start(ctx context.Context, id string) (Experiment, error) {
	running, err := s.store.Running(ctx)
	if err != nil {
		return Experiment{}, err
	}
	return s.update(ctx, id, func(e Experiment) (Experiment, error) { return e.start(running, s.moment()) })
}

// Stop stops a running experiment. It cannot start again: shoppers would remember what they saw before.
func (s *Service) Stop(ctx context.Context, id string) (Experiment, error) {
	return s.update(ctx, id, func(e Experiment) (Experiment, error) { return e.stop(s.moment()) })
}

// moment returns the time with the resolution of every Store.
func (s *Service) moment() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// update changes an experiment that exists, and returns the changed one.
func (s *Service) update(ctx context.Context, id string, change func(Experiment) (Experiment, error)) (Experiment, error) {
	if err := checkID(id); err != nil {
		return Experiment{}, err
	}
	return s.change(ctx, id, func(old Experiment) (Experiment, error) {
		if old.ID == "" {
			return old, ErrNotFound
		}
		return change(old)
	})
}

// change stores the result of change, and returns it.
func (s *Service) change(ctx context.Context, id string, change func(Experiment) (Experiment, error)) (Experiment, error) {
	e, err := s.store.Update(ctx, id, change)
	if err != nil {
		return Experiment{}, fmt.Errorf("experiment %s: %w", id, err)
	}
	return e, nil
}

// checkID returns a *invalid.FieldError for an ID that no experiment can have.
func checkID(id string) error {
	if !validID.MatchString(id) {
		return &invalid.FieldError{Field: "id", Problem: "is not the ID of an experiment"}
	}
	return nil
}
