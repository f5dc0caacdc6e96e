package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/experiment"
)

// experimenter is the part of experiment.Service that changes of experiments need.
type experimenter interface {
	List(ctx context.Context) ([]experiment.Experiment, error)
	Create(ctx context.Context, e experiment.Experiment) (experiment.Experiment, error)
	Change(ctx context.Context, e experiment.Experiment) (experiment.Experiment, error)
	Ramp(ctx context.Context, id string, share float64) (experiment.Experiment, error)
	Start(ctx context.Context, id string) (experiment.Experiment, error)
	Stop(ctx context.Context, id string) (experiment.Experiment, error)
}

type experimentsRequest struct{}

type experimentsResponse struct {
	Experiments []experiment.Experiment `json:"experiments" description:"All experiments, by ID."`
}

// listExperiments returns all experiments.
func listExperiments(s experimenter) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, _ experimentsRequest) (experimentsResponse, error) {
		all, err := s.List(ctx)
		return experimentsResponse{all}, err
	})
}

type createExperimentRequest struct {
	ID   string           `json:"id" minLength:"1" maxLength:"30" pattern:"^[a-z0-9][a-z0-9-]*$"`
	Name string           `json:"name" minLength:"1" maxLength:"100"`
	Arms []experiment.Arm `json:"arms" minItems:"2" maxItems:"5" description:"The first arm is the control."`
	Ramp float64          `json:"ramp" minimum:"0" maximum:"1" description:"Share of shoppers that take part."`
}

// createExperiment adds a draft.
func createExperiment(s experimenter) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in createExperimentRequest) (experiment.Experiment, error) {
		return s.Create(ctx, experiment.Experiment{ID: in.ID, Name: in.Name, Arms: in.Arms, Ramp: in.Ramp})
	})
}

type changeExperimentRequest struct {
	ID   string           `path:"experimentId"`
	Name string           `json:"name" minLength:"1" maxLength:"100"`
	Arms []experiment.Arm `json:"arms" minItems:"2" maxItems:"5" description:"The first arm is the control."`
	Ramp float64          `json:"ramp" minimum:"0" maximum:"1" description:"Share of shoppers that take part."`
}

// changeExperiment replaces the name, arms and ramp of a draft.
func changeExperiment(s experimenter) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in changeExperimentRequest) (experiment.Experiment, error) {
		return s.Change(ctx, experiment.Experiment{ID: in.ID, Name: in.Name, Arms: in.Arms, Ramp: in.Ramp})
	})
}

type rampRequest struct {
	ID   string  `path:"experimentId"`
	Ramp float64 `json:"ramp" minimum:"0" maximum:"1" description:"Share of shoppers that take part. No shopper moves to another arm."`
}

// rampExperiment sets the share of shoppers that take part.
func rampExperiment(s experimenter) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in rampRequest) (experiment.Experiment, error) {
		return s.Ramp(ctx, in.ID, in.Ramp)
	})
}

type experimentRequest struct {
	ID string `path:"experimentId"`
}

// startExperiment starts a draft.
func startExperiment(s experimenter) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in experimentRequest) (experiment.Experiment, error) {
		return s.Start(ctx, in.ID)
	})
}

// stopExperiment stops a running experiment.
func stopExperiment(s experimenter) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in experimentRequest) (experiment.Experiment, error) {
		return s.Stop(ctx, in.ID)
	})
}

func openListExperiments(a *wire.App) api.Endpoint { return listExperiments(a.Experiments) }

func openCreateExperiment(a *wire.App) api.Endpoint { return createExperiment(a.Experiments) }

func openChangeExperiment(a *wire.App) api.Endpoint { return changeExperiment(a.Experiments) }

func openRampExperiment(a *wire.App) api.Endpoint { return rampExperiment(a.Experiments) }

func openStartExperiment(a *wire.App) api.Endpoint { return startExperiment(a.Experiments) }

func openStopExperiment(a *wire.App) api.Endpoint { return stopExperiment(a.Experiments) }
