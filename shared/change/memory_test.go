package change_test

import (
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/change/changetest"
)

func TestMemory(t *testing.T) {
	changetest.TestStore(t, func(*testing.T) changetest.Shop {
		c := catalog.NewMemory()
		return changetest.Shop{Changes: change.NewMemory(c), Products: c, Embeddings: c}
	})
}
