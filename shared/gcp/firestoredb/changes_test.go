package firestoredb

import (
	"testing"
	"time"

	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/change/changetest"
)

func TestChanges(t *testing.T) {
	changetest.TestStore(t, func(t *testing.T) changetest.Shop {
		client := open(t)
		return changetest.Shop{Changes: NewChanges(client), Products: NewProducts(client), Embeddings: NewEmbeddings(client)}
	})
}

// Pages of two changes must give the same result as one query.
func TestChangesInPages(t *testing.T) {
	changetest.TestStore(t, func(t *testing.T) changetest.Shop {
		client := open(t)
		return changetest.Shop{Changes: &Changes{client, 2}, Products: NewProducts(client), Embeddings: NewEmbeddings(client)}
	})
}

// Other programs may write to changes/. Malformed documents must not stop a reader.
func TestMalformedChangesAreSkipped(t *testing.T) {
	client := open(t)
	for id, data := range map[string]map[string]any{
		"empty":     {},
		"types":     {"product": "a text", "vector": 7},
		"both":      {"product": map[string]any{"title": "Lamp"}, "removed": true, "vector": []float64{1}, "model": "m"},
		"no-vector": {"product": map[string]any{"title": "Lamp"}, "model": "m"},
		"no-title":  {"product": map[string]any{}, "vector": []float64{1}, "model": "m"},
		"removed":   {"removed": true},
	} {
		data["changedAt"] = time.Now()
		set(t, client, "changes/"+id, data)
	}
	set(t, client, "changes/no-time", map[string]any{"removed": true})
	var got []change.Change
	_, err := NewChanges(client).Since(t.Context(), time.Time{}, func(c change.Change) error { got = append(got, c); return nil })
	if err != nil || len(got) != 1 || got[0].ID != "removed" {
		t.Errorf("Since = %+v, %v, want only the valid tombstone", got, err)
	}
}
