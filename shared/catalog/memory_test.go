package catalog_test

import (
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/catalog/catalogtest"
)

func TestMemory(t *testing.T) {
	catalogtest.TestStore(t, func(*testing.T) catalog.Store { return catalog.NewMemory() })
}

func TestMemoryEmbeddings(t *testing.T) {
	catalogtest.TestEmbeddings(t, func(*testing.T) catalog.Embeddings { return catalog.NewMemory() })
}

func TestMemoryRanges(t *testing.T) {
	catalogtest.TestRanges(t, func(*testing.T) (catalogtest.Ranged, catalogtest.RangedEmbeddings) {
		m := catalog.NewMemory()
		return m, m
	})
}

func TestMemorySources(t *testing.T) {
	catalogtest.TestSources(t, func(*testing.T) catalogtest.SourceStore { return catalog.NewMemory() })
}

func TestMemoryUpdates(t *testing.T) {
	catalogtest.TestUpdater(t, func(*testing.T) catalogtest.UpdaterStore { return catalog.NewMemory() })
}
