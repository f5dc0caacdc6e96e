package functions

import (
	"io"
	"strings"
	"testing"

	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/staff"
)

func TestChangesOfExperimentsAreRecorded(t *testing.T) {
	w := newWorld(t)
	w.addDrafts(t, "e")
	url := serve(t, w.host(t, io.Discard))["console"].URL
	call[experiment.Experiment](t, url, "editor", "POST", "/api/admin/experiments/e/start", "", 200)
	call[any](t, url, "editor", "POST", "/api/admin/experiments/e/start", "", 409) // a refused change leaves no record
	call[experiment.Experiment](t, url, "owner", "POST", "/api/admin/experiments", `{"id": "new", "name": "New", "ramp": 1, "arms": [{"id": "a", "weight": 1, "settings": {}}, {"id": "b", "weight": 1, "settings": {}}]}`, 200)
	log := call[staffChangesResponse](t, url, "owner", "GET", "/api/admin/changes", "", 200).Changes
	if len(log) != 2 {
		t.Fatalf("changes = %+v, want two", log)
	}
	creation, start := log[0], log[1]
	if start.Email != "editor@shop.example" || start.Kind != staff.Experiment || start.Target != "e" || creation.Target != "new" || creation.Before != nil ||
		!strings.Contains(string(start.Before), `"draft"`) || !strings.Contains(string(start.After), `"running"`) {
		t.Errorf("changes = %+v", log)
	}
}

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
