package engine_test

import (
	"testing"

	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/enginetest"
)

func TestMemory(t *testing.T) {
	enginetest.TestCollection(t, func(*testing.T) engine.Collection {
		return engine.NewMemory(engine.Info{Model: "test", Dim: 8})
	})
}
