package functions

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/interaction"
)

// Eventarc delivers events repeatedly, in any order and for any document. Live interactions must get their vectors,
// deleted ones must stay deleted, and no event may be delivered again.
func TestTriggerStorm(t *testing.T) {
	w := newRemoteWorld(t)
	receive := w.host.Event("embed")
	var live, removed []string
	var events []cloudevents.Event
	for i := range 30 {
		id, err := w.stored.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "running shoe"})
		if err != nil {
			t.Fatal(err)
		}
		if i%3 == 0 {
			removed = append(removed, id)
			if err := w.stored.Delete(t.Context(), "ann", id); err != nil {
				t.Fatal(err)
			}
		} else {
			live = append(live, id)
		}
		e := created(t, "users/ann/interactions/"+id)
		events = append(events, e, e, e) // delivered three times
	}
	hostile := w.putHostile(t)
	for _, path := range hostile {
		events = append(events, created(t, path))
	}
	events = append(events, badEvents(t, live[0])...)
	rand.New(rand.NewPCG(6, 6)).Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })

	var all sync.WaitGroup
	slots := make(chan struct{}, 16)
	for _, e := range events {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			if err := receive(t.Context(), e); err != nil {
				t.Errorf("event %s = %v, want nil, or Eventarc delivers it again", e, err)
			}
		})
	}
	all.Wait()
	for _, id := range live {
		if x, err := w.stored.Get(t.Context(), "ann", id); err != nil || len(x.Vector) != w.embedder.Dim() {
			t.Errorf("interaction %s has a vector of dimension %d (%v)", id, len(x.Vector), err)
		}
	}
	for _, id := range removed {
		if _, err := w.stored.Get(t.Context(), "ann", id); err == nil {
			t.Errorf("deleted interaction %s exists again", id)
		}
	}
	if card := w.card(t, "ann"); len(card.Products) != 3 || card.Products[0].Reason.Type != "search" {
		t.Errorf("card after all events = %+v, want three products that follow the search", card)
	}
}

// putHostile writes invalid documents among the interactions and returns their paths.
func (w *remoteWorld) putHostile(t *testing.T) (paths []string) {
	t.Helper()
	client := emulatortest.Client(t, w.project)
	for id, data := range map[string]map[string]any{
		"empty":       {},
		"types":       {"type": 7, "query": []any{map[string]any{"a": nil}}, "createdAt": "yesterday", "vector": "none"},
		"no-product":  {"type": "click", "productId": "a/b", "createdAt": time.Now()},
		"gone":        {"type": "click", "productId": "was-never-there", "createdAt": time.Now()},
		"long":        {"type": "search", "query": string(make([]byte, 100_000)), "createdAt": time.Now()},
		"from-future": {"type": "dismiss", "productId": "no-such", "createdAt": time.Now().AddDate(500, 0, 0)},
		"nan":         {"type": "search", "query": " ", "createdAt": time.Now(), "vector": []float64{1, 2}, "model": 3},
	} {
		path := "users/ann/interactions/" + id
		if _, err := client.Doc(path).Set(t.Context(), data); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// badEvents returns events that are malformed, name other documents or have a wrong time.
func badEvents(t *testing.T, id string) (events []cloudevents.Event) {
	t.Helper()
	change := func(f func(*cloudevents.Event)) {
		e := created(t, "users/ann/interactions/"+id)
		f(&e)
		events = append(events, e)
	}
	change(func(e *cloudevents.Event) { e.SetTime(time.Now().AddDate(-3, 0, 0)) })
	change(func(e *cloudevents.Event) { e.SetTime(time.Now().Add(2 * time.Hour)) }) // the sender's clock is ahead
	change(func(e *cloudevents.Event) { e.SetTime(time.Now().AddDate(200, 0, 0)) })
	change(func(e *cloudevents.Event) { e.SetTime(time.Time{}) })
	change(func(e *cloudevents.Event) { e.SetType("google.cloud.firestore.document.v1.deleted") })
	change(func(e *cloudevents.Event) { e.DataEncoded = []byte("\xff\x00garbage") })
	change(func(e *cloudevents.Event) { e.DataEncoded = nil })
	change(func(e *cloudevents.Event) { e.DataEncoded = e.DataEncoded[:len(e.DataEncoded)/2] })
	for _, path := range []string{"users/ann", "users/ann/interactions/" + id + "/deeper/x", "products/lamp-1", "users//interactions/" + id} {
		events = append(events, created(t, path))
	}
	return events
}
