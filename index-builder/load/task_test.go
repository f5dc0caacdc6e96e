package load

import (
	"testing"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/shared/catalog"
)

// Three tasks load what one loads. A task that ran before, and was killed, does no harm.
func TestTasksLoadWhatOneLoads(t *testing.T) {
	alone, shared := newShop(t, 900), newShop(t, 900)
	alone.Companion, shared.Companion = 200, 200
	want := sampleOf(t, alone)
	bounds := []catalog.ID{"", idOf(300), idOf(600), ""}
	total := Report{Full: true}
	for _, i := range []int{1, 0, 2, 1} {
		shard := build.Shard{Run: "run-1", Index: i, Count: 3, Products: shared.memory, Embeddings: shared.memory}
		r, err := shared.Share(t.Context(), shard, catalog.Range{From: bounds[i], To: bounds[i+1]})
		if err != nil {
			t.Fatalf("task %d: %v", i, err)
		}
		if r.Products != 300 {
			t.Errorf("task %d loaded %d products, want 300", i, r.Products)
		}
		total.add(r)
	}
	if shared.engine.Active() != "" {
		t.Error("the collection is active before the last task has finished")
	}
	if total.Written != 900 || total.Embedded != 900 {
		t.Errorf("tasks wrote %d products and embedded %d, want 900", total.Written, total.Embedded)
	}
	r, chosen, resampled, err := shared.Finish(t.Context(), build.Shard{Run: "run-1", Count: 3})
	if err != nil || r.Products != 900 || !resampled || !chosen.Equal(&want) || shared.engine.Active() == "" {
		t.Errorf("Finish = %+v, %t, %v with %d products in the sample; want 900 products, an active collection and the sample of one task", r, resampled, err, chosen.Count)
	}
	shared.wantEqual(t)

	// A task deletes only in its range.
	shared.delete(t, 1)
	shared.delete(t, 700)
	if r, err := shared.Share(t.Context(), build.Shard{Run: "run-2", Products: shared.memory, Embeddings: shared.memory}, catalog.Range{To: idOf(300)}); err != nil || r.Deleted != 1 {
		t.Errorf("first task: %+v, %v, want one product deleted", r, err)
	}
}
