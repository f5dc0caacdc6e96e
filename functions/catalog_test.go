package functions

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
)

// written returns the event of a product that was written or deleted.
func written(t *testing.T, id catalog.ID) cloudevents.Event {
	t.Helper()
	e := created(t, "products/"+string(id))
	e.SetType(event.Written)
	return e
}

// lastChange returns the change of a product.
func lastChange(t *testing.T, s change.Store, id catalog.ID) (found change.Change) {
	t.Helper()
	_, err := s.Since(t.Context(), time.Time{}, func(c change.Change) error {
		if c.ID == id {
			found = c
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCatalogRecordsTheNewestState(t *testing.T) {
	w := newWorld(t)
	changes := change.NewMemory(w.store)
	w.ports.Changes = changes
	receive := w.host(t, io.Discard).Event("catalog")
	lamp := products[6]
	lamp.Price = catalog.Money{Amount: 700, Currency: "EUR"}
	if _, err := w.store.Put(t.Context(), []catalog.Product{lamp}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // Eventarc may deliver an event twice
		if err := receive(t.Context(), written(t, lamp.ID)); err != nil {
			t.Fatal(err)
		}
		if c := lastChange(t, changes, lamp.ID); c.Removed() || c.Product.Price != lamp.Price || len(c.Vector) != w.embedder.Dim() {
			t.Errorf("change = %+v of %+v, want the new price and a vector", c, c.Product)
		}
	}
	if err := w.store.Delete(t.Context(), []catalog.ID{lamp.ID}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second event is the late one of the price
		if err := receive(t.Context(), written(t, lamp.ID)); err != nil {
			t.Fatal(err)
		}
		if c := lastChange(t, changes, lamp.ID); c.ID != lamp.ID || !c.Removed() {
			t.Errorf("change after the deletion = %+v, want a tombstone", c)
		}
	}
	old := written(t, "speaker-1")
	old.SetTime(time.Now().Add(-48 * time.Hour))
	if err := receive(t.Context(), old); err != nil {
		t.Errorf("an event two days late = %v, want nil", err)
	}
	if c := lastChange(t, changes, "speaker-1"); c.ID != "" {
		t.Errorf("an event two days late recorded %+v", c)
	}
}

func TestCatalogReturnsErrorForRetry(t *testing.T) {
	w := newWorld(t)
	w.ports.Changes = change.NewMemory(w.store)
	w.withFault(t, "model is unavailable")
	receive := w.host(t, io.Discard).Event("catalog")
	if err := receive(t.Context(), written(t, "lamp-1")); !errors.Is(err, errFault) {
		t.Errorf("event while the model is unavailable = %v, want %v", err, errFault)
	}
	delete(w.faults, "model is unavailable")
	if err := receive(t.Context(), written(t, "lamp-1")); err != nil {
		t.Errorf("second delivery, after the fault: %v", err)
	}
}

// A malformed product is reported and skipped: its last valid state stays, and the event is not delivered again.
func TestCatalogReportsMalformedProducts(t *testing.T) {
	w := newRemoteWorld(t)
	var log strings.Builder
	host := w.world.host(t, &log, "GOOGLE_CLOUD_PROJECT="+w.project)
	receive := host.Event("catalog")
	if err := receive(t.Context(), written(t, "lamp-1")); err != nil {
		t.Fatal(err)
	}
	client := emulatortest.Client(t, w.project)
	for _, data := range []map[string]any{{"title": "Lamp", "price": "a text"}, {"title": ""}, {"title": 7}} {
		if _, err := client.Doc("products/lamp-1").Set(t.Context(), data); err != nil {
			t.Fatal(err)
		}
		log.Reset()
		if err := receive(t.Context(), written(t, "lamp-1")); err != nil {
			t.Errorf("event of the malformed product %v = %v, want nil", data, err)
		}
		if !strings.Contains(log.String(), `"dropped"`) || !strings.Contains(log.String(), "malformed product") || !strings.Contains(log.String(), "lamp-1") {
			t.Errorf("log = %s, want the dropped event with the product", log.String())
		}
	}
	if c := lastChange(t, firestoredb.NewChanges(client), "lamp-1"); c.Removed() || c.Product.Title != "Desk Lamp" {
		t.Errorf("change = %+v, want the last valid state", c)
	}
}
