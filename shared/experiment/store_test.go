package experiment_test

import (
	"testing"

	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/experiment/experimenttest"
)

func TestMemory(t *testing.T) {
	experimenttest.TestStore(t, func(*testing.T) experiment.Store { return new(experiment.Memory) })
}
