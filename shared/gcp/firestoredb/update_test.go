package firestoredb

import (
	"testing"

	"shopfyp.dev/shared/catalog/catalogtest"
)

func TestUpdates(t *testing.T) {
	catalogtest.TestUpdater(t, func(t *testing.T) catalogtest.UpdaterStore { return NewProducts(open(t)) })
}
