package experiment

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
)

// A State says whether an experiment runs. It only ever advances: draft, running, stopped.
type State string

// States of an experiment.
const (
	Draft   State = "draft"
	Running State = "running"
	Stopped State = "stopped"
)

// Limits of experiments.
const (
	MaxArms    = 5
	MaxRunning = 10   // experiments that run at a time; an event lists at most as many arms
	MaxWeight  = 1000 // of an arm
	maxName    = 100  // characters
)

// An Experiment compares settings of the ranking.
type Experiment struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Arms  []Arm   `json:"arms" description:"The first arm is the control, with which the others are compared."`
	Ramp  float64 `json:"ramp" description:"Share of shoppers that take part, from 0 to 1."`
	State State   `json:"state" enum:"draft,running,stopped"`

	CreatedAt time.Time `json:"createdAt"`
	StartedAt time.Time `json:"startedAt,omitzero"` // zero for a draft
	StoppedAt time.Time `json:"stoppedAt,omitzero"` // zero unless it is stopped
}

// An Arm is one of the settings that an experiment compares.
type Arm struct {
	ID       string             `json:"id" minLength:"1" maxLength:"30" pattern:"^[a-z0-9][a-z0-9-]*$"`
	Weight   int                `json:"weight" minimum:"1" maximum:"1000" description:"Share of the experiment's shoppers, relative to the weights of the other arms."`
	Settings recommend.Settings `json:"settings" description:"What differs from the shop's own settings. A control usually has none."`
}

// Errors of changes.
var (
	ErrNotFound = errors.New("experiment does not exist")
	ErrExists   = errors.New("experiment exists already")
	// ErrState means that the state of the experiment does not allow the change.
	ErrState = errors.New("not possible in this state of the experiment")
	// ErrConflict means that running experiments do not allow another one to start.
	ErrConflict = errors.New("conflicts with a running experiment")
)

// IsRefused reports whether a change is refused because of the state of this or another experiment. The message of err then
// contains nothing internal.
func IsRefused(err error) bool {
	for _, refused := range []error{ErrExists, ErrState, ErrConflict} {
		if errors.Is(err, refused) {
			return true
		}
	}
	return false
}

// An ID becomes part of counters and log lines, where "/" and "." separate it from other parts.
var validID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,29}$`)

// Validate returns a *invalid.FieldError for the first invalid field.
func (e *Experiment) Validate() error {
	if !validID.MatchString(e.ID) {
		return &invalid.FieldError{Field: "id", Problem: "is not 1 to 30 of a-z, 0-9 and -, or starts with -"}
	}
	if err := invalid.CheckText("name", e.Name, maxName); err != nil {
		return err
	}
	if err := checkRamp(e.Ramp); err != nil {
		return err
	}
	return e.validateArms()
}

func (e *Experiment) validateArms() error {
	if n := len(e.Arms); n < 2 || n > MaxArms {
		return &invalid.FieldError{Field: "arms", Problem: fmt.Sprintf("has %d arms, not 2 to %d", n, MaxArms)}
	}
	for i := range e.Arms {
		arm, field := &e.Arms[i], fmt.Sprintf("arms[%d]", i)
		switch {
		case !validID.MatchString(arm.ID):
			return &invalid.FieldError{Field: field + ".id", Problem: "is not 1 to 30 of a-z, 0-9 and -, or starts with -"}
		case slices.ContainsFunc(e.Arms[:i], func(other Arm) bool { return other.ID == arm.ID }):
			return &invalid.FieldError{Field: field + ".id", Problem: "is the ID of another arm"}
		case arm.Weight < 1 || arm.Weight > MaxWeight:
			return &invalid.FieldError{Field: field + ".weight", Problem: fmt.Sprintf("is %d, not 1 to %d", arm.Weight, MaxWeight)}
		}
		if err := arm.Settings.Validate(field + ".settings"); err != nil {
			return err
		}
	}
	return nil
}

func checkRamp(share float64) error {
	if !(share >= 0 && share <= 1) {
		return &invalid.FieldError{Field: "ramp", Problem: fmt.Sprintf("is %g, not 0 to 1", share)}
	}
	return nil
}

// start returns the running experiment of a draft. running are the other experiments that run.
func (e Experiment) start(running []Experiment, now time.Time) (Experiment, error) {
	if e.State != Draft {
		return e, fmt.Errorf("%w: it is %s, not a draft", ErrState, e.State)
	}
	if len(running) >= MaxRunning {
		return e, fmt.Errorf("%w: %d experiments run", ErrConflict, len(running))
	}
	for i := range running {
		if setting := e.shares(&running[i]); setting != "" {
			return e, fmt.Errorf("%w: %s sets %s too", ErrConflict, running[i].ID, setting)
		}
	}
	e.State, e.StartedAt = Running, now
	return e, nil
}

// shares returns the name of a setting that both experiments set, or "". The result of neither would be clear.
func (e *Experiment) shares(other *Experiment) string {
	for i := range e.Arms {
		for j := range other.Arms {
			if name := e.Arms[i].Settings.Shares(&other.Arms[j].Settings); name != "" {
				return name
			}
		}
	}
	return ""
}

// stop returns the stopped experiment of a running one.
func (e Experiment) stop(now time.Time) (Experiment, error) {
	if e.State != Running {
		return e, fmt.Errorf("%w: it is %s, not running", ErrState, e.State)
	}
	e.State, e.StoppedAt = Stopped, now
	return e, nil
}
