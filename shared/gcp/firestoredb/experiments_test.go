package firestoredb

import (
	"testing"

	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/experiment/experimenttest"
)

func TestExperiments(t *testing.T) {
	experimenttest.TestStore(t, func(t *testing.T) experiment.Store { return NewExperiments(open(t)) })
}
