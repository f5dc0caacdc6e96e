package firestoredb

import (
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/catalog/catalogtest"
	"shopfyp.dev/shared/gcp/emulator"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/interaction/interactiontest"
)

func TestMain(m *testing.M) { emulator.Main(m) }

func TestProducts(t *testing.T) {
	catalogtest.TestStore(t, func(t *testing.T) catalog.Store {
		return NewProducts(open(t))
	})
}

func TestEmbeddings(t *testing.T) {
	catalogtest.TestEmbeddings(t, func(t *testing.T) catalog.Embeddings {
		return NewEmbeddings(open(t))
	})
}

func TestInteractions(t *testing.T) {
	interactiontest.TestLog(t, func(t *testing.T) interaction.Log {
		return NewInteractions(open(t))
	})
}
