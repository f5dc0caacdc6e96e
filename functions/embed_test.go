package functions

import (
	"errors"
	"io"
	"testing"
	"time"

	"cloud.google.com/go/firestore/apiv1/firestorepb"
	cloudevents "github.com/cloudevents/sdk-go/v2"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/shared/interaction"
)

// created returns the event of a new document.
func created(t *testing.T, path string) cloudevents.Event {
	t.Helper()
	doc, err := proto.Marshal(&firestorepb.Document{Name: "projects/demo-p/databases/(default)/documents/" + path})
	if err != nil {
		t.Fatal(err)
	}
	e := cloudevents.NewEvent()
	e.SetID("e1")
	e.SetType(event.Created)
	e.SetSource("//firestore.googleapis.com/projects/demo-p/databases/(default)")
	e.SetTime(time.Now())
	if err := e.SetData("application/protobuf", protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), doc)); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEmbedStoresTheVector(t *testing.T) {
	w := newWorld(t)
	id, err := w.log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "desk lamp"})
	if err != nil {
		t.Fatal(err)
	}
	receive := w.host(t, io.Discard).Event("embed")
	for range 2 { // Eventarc may deliver an event twice
		if err := receive(t.Context(), created(t, "users/ann/interactions/"+id)); err != nil {
			t.Fatal(err)
		}
	}
	x, err := w.log.Get(t.Context(), "ann", id)
	if err != nil || len(x.Vector) != w.embedder.Dim() || x.Model != w.embedder.Model() {
		t.Errorf("interaction after the event has a vector of dimension %d and model %q (%v), want those of the embedder", len(x.Vector), x.Model, err)
	}
}

func TestEmbedIgnoresDeletedInteraction(t *testing.T) {
	receive := newWorld(t).host(t, io.Discard).Event("embed")
	if err := receive(t.Context(), created(t, "users/ann/interactions/gone")); err != nil {
		t.Errorf("event of a deleted interaction = %v, want nil, or Eventarc delivers it again", err)
	}
}

func TestEmbedReturnsErrorForRetry(t *testing.T) {
	for _, fault := range []string{"log is unavailable", "model is unavailable"} {
		t.Run(fault, func(t *testing.T) {
			w := newWorld(t)
			id, err := w.log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "desk lamp"})
			if err != nil {
				t.Fatal(err)
			}
			w.withFault(t, fault)
			receive := w.host(t, io.Discard).Event("embed")
			if err := receive(t.Context(), created(t, "users/ann/interactions/"+id)); !errors.Is(err, errFault) {
				t.Errorf("event while the %s = %v, want %v", fault, err, errFault)
			}
			delete(w.faults, fault)
			if err := receive(t.Context(), created(t, "users/ann/interactions/"+id)); err != nil {
				t.Errorf("second delivery, after the fault: %v", err)
			}
		})
	}
}
