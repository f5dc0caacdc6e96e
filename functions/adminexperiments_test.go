package functions

import (
	"testing"

	"shopfyp.dev/shared/experiment"
)

// addDrafts adds experiments that are drafts.
func (w *world) addDrafts(t *testing.T, ids ...string) {
	t.Helper()
	store := new(experiment.Memory)
	for _, id := range ids {
		_, err := store.Update(t.Context(), id, func(experiment.Experiment) (experiment.Experiment, error) {
			return experiment.Experiment{ID: id, Name: id, State: experiment.Draft, Arms: []experiment.Arm{{ID: "a", Weight: 1}, {ID: "b", Weight: 1}}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	w.ports.Experiments = store
}
