package experiment_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/recommend"
)

var now = time.Date(2026, 5, 17, 14, 10, 0, 0, time.UTC)

// draft returns a valid draft that compares words weights.
func draft(id string) experiment.Experiment {
	return experiment.Experiment{ID: id, Name: "Words", Ramp: .5, Arms: []experiment.Arm{
		{ID: "control", Weight: 1},
		{ID: "words", Weight: 1, Settings: recommend.Settings{WordsWeight: ptr(.5)}},
	}}
}

func newService() *experiment.Service {
	return newServiceOver(new(experiment.Memory))
}

func newServiceOver(store experiment.Store) *experiment.Service {
	return experiment.NewService(store, new(metrics.Memory), func() time.Time { return now })
}

func create(t *testing.T, s *experiment.Service, e experiment.Experiment) {
	t.Helper()
	if _, err := s.Create(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

func TestLife(t *testing.T) {
	s, ctx := newService(), t.Context()
	create(t, s, draft("e"))
	if _, err := s.Create(ctx, draft("e")); !errors.Is(err, experiment.ErrExists) {
		t.Errorf("Create twice = %v, want ErrExists", err)
	}
	renamed := draft("e")
	renamed.Name = "New name"
	if e, err := s.Change(ctx, renamed); err != nil || e.Name != "New name" || e.CreatedAt != now {
		t.Errorf("Change = %+v, %v", e, err)
	}
	if _, err := s.Stop(ctx, "e"); !errors.Is(err, experiment.ErrState) {
		t.Errorf("Stop of a draft = %v, want ErrState", err)
	}
	if e, err := s.Start(ctx, "e"); err != nil || e.State != experiment.Running || e.StartedAt != now {
		t.Errorf("Start = %+v, %v", e, err)
	}
	if _, err := s.Change(ctx, renamed); !errors.Is(err, experiment.ErrState) {
		t.Errorf("Change of a running experiment = %v, want ErrState", err)
	}
	if e, err := s.Ramp(ctx, "e", 1); err != nil || e.Ramp != 1 {
		t.Errorf("Ramp = %+v, %v", e, err)
	}
	if e, err := s.Stop(ctx, "e"); err != nil || e.State != experiment.Stopped || e.StoppedAt != now {
		t.Errorf("Stop = %+v, %v", e, err)
	}
	for name, change := range map[string]func() error{
		"Start": func() error { _, err := s.Start(ctx, "e"); return err },
		"Ramp":  func() error { _, err := s.Ramp(ctx, "e", 1); return err },
	} {
		if err := change(); !errors.Is(err, experiment.ErrState) {
			t.Errorf("%s of a stopped experiment = %v, want ErrState", name, err)
		}
	}
	if _, err := s.Start(ctx, "missing"); !errors.Is(err, experiment.ErrNotFound) {
		t.Errorf("Start of a missing experiment = %v, want ErrNotFound", err)
	}
}

// A meddler changes an experiment just before each update.
type meddler struct{ experiment.Memory }

func (m *meddler) Update(ctx context.Context, id string, change func(experiment.Experiment) (experiment.Experiment, error)) (experiment.Experiment, error) {
	return m.Memory.Update(ctx, id, func(e experiment.Experiment) (experiment.Experiment, error) {
		e.Name += "!"
		return change(e)
	})
}

func TestConcurrentChangeIsNotLost(t *testing.T) {
	store := new(meddler)
	put(t, &store.Memory, draft("e"))
	if e, err := newServiceOver(store).Ramp(t.Context(), "e", 1); err != nil || e.Name != "Words!" || e.Ramp != 1 {
		t.Errorf("Ramp = %+v, %v, want the other change too", e, err)
	}
}

func TestStartRefusesConflicts(t *testing.T) {
	s, ctx := newService(), t.Context()
	create(t, s, draft("e1"))
	create(t, s, draft("e2"))
	if _, err := s.Start(ctx, "e1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Start(ctx, "e2"); !errors.Is(err, experiment.ErrConflict) {
		t.Errorf("Start = %v, want ErrConflict: both set the weight of words", err)
	}
	for i := range experiment.MaxRunning {
		e := draft(fmt.Sprint("other-", i))
		e.Arms[1].Settings = recommend.Settings{}
		create(t, s, e)
		if _, err := s.Start(ctx, e.ID); errors.Is(err, experiment.ErrConflict) != (i == experiment.MaxRunning-1) {
			t.Errorf("Start of experiment %d = %v", i+2, err)
		}
	}
}

func TestValidate(t *testing.T) {
	for field, spoil := range map[string]func(*experiment.Experiment){
		"id":                           func(e *experiment.Experiment) { e.ID = "a/b" },
		"name":                         func(e *experiment.Experiment) { e.Name = " " },
		"ramp":                         func(e *experiment.Experiment) { e.Ramp = 1.1 },
		"arms":                         func(e *experiment.Experiment) { e.Arms = e.Arms[:1] },
		"arms[0].id":                   func(e *experiment.Experiment) { e.Arms[0].ID = "a.b" },
		"arms[1].id":                   func(e *experiment.Experiment) { e.Arms[1].ID = "control" },
		"arms[1].weight":               func(e *experiment.Experiment) { e.Arms[1].Weight = 0 },
		"arms[1].settings.wordsWeight": func(e *experiment.Experiment) { e.Arms[1].Settings.WordsWeight = ptr(9.) },
	} {
		e := draft("e")
		spoil(&e)
		var invalidField *invalid.FieldError
		if _, err := newService().Create(t.Context(), e); !errors.As(err, &invalidField) || invalidField.Field != field {
			t.Errorf("Create = %v, want an error of %s", err, field)
		}
	}
	var invalidField *invalid.FieldError
	if _, err := newService().Stop(t.Context(), "a/b"); !errors.As(err, &invalidField) {
		t.Errorf("Stop of an invalid ID = %v, want a FieldError", err)
	}
}
