package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSearchEngine runs journeys on a shop whose functions search Milvus Lite. New and changed products are on sale without a
// rebuild, which only the engine can do: it has no overlay.
func TestSearchEngine(t *testing.T) {
	requireMilvus(t)
	t.Parallel()
	s := launch(t, t.TempDir(), "-index", "milvus")
	s.awaitOpen(t)
	for _, c := range []struct {
		name string
		test func(*testing.T, *stack)
	}{
		{"a search changes the next card", searchChangesCard},
		{"a click brings similar products", clickBringsNeighbors},
		{"a dismissed product does not come back", dismissedProductStaysAway},
		{"a new shopper gets popular products", newShopperGetsPopular},
		{"changes are on sale through Hosting", func(t *testing.T, s *stack) { changesAreOnSale(t, s, 1) }}, // Milvus Lite takes a second for each change,
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, s) })
	}
	s.stop(t)
}

// requireMilvus skips the test if this machine lacks Milvus Lite or the programs that can search it, unless REQUIRE_MILVUS
// is set.
func requireMilvus(t *testing.T) {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("REQUIRE_MILVUS") != "" {
		missing = t.Fatalf
	}
	if os.Getenv("E2E") == "" {
		return // launch skips
	}
	if exec.Command(filepath.Join(root, "tools/setup/milvus.sh"), "-n").Run() != nil {
		missing("Milvus Lite is not installed: run tools/setup/milvus.sh")
	}
	if _, err := os.Stat(filepath.Join(root, "bin/milvus/functions")); err != nil {
		missing("bin/milvus/functions is missing: run make build INDEX=milvus")
	}
}
