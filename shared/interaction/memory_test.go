package interaction_test

import (
	"testing"
	"time"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/interaction/interactiontest"
)

func TestMemory(t *testing.T) {
	interactiontest.TestDraftLog(t, func(*testing.T) interaction.DraftLog { return interaction.NewMemory(time.Now) })
}

func TestMemoryWithStoppedClock(t *testing.T) {
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	interactiontest.TestDraftLog(t, func(*testing.T) interaction.DraftLog {
		return interaction.NewMemory(func() time.Time { return noon })
	})
}
