package importer

import (
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/demo"
)

// TestDemoCatalog imports the demo catalog. Its format is that of catalog.Product, so only UpdatedAt changes.
func TestDemoCatalog(t *testing.T) {
	text, err := io.ReadAll(demo.ProductsJSONL())
	if err != nil {
		t.Fatal(err)
	}
	want, err := demo.Products()
	if err != nil {
		t.Fatal(err)
	}
	store := catalog.NewMemory()
	report := mustRun(t, store, Bytes("demo.jsonl", text), Options{Now: at(epoch)})
	if report.New != len(want) || report.Warnings != nil {
		t.Errorf("%d of %d products are new with warnings %v, want all without warnings", report.New, len(want), report.Warnings)
	}
	got := products(t, store)
	for _, p := range want {
		p.UpdatedAt = epoch
		if diff := cmp.Diff(p, got[p.ID]); diff != "" {
			t.Fatalf("product %s differs (-demo +imported):\n%s", p.ID, diff)
		}
	}
}
