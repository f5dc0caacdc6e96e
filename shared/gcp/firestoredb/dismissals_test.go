package firestoredb

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/interaction"
)

func TestDismissedReadsABoundedNumberOfDocuments(t *testing.T) {
	emulatortest.ForTest(t)
	project := emulatortest.Project()
	c := emulatortest.Client(t, project)
	b := newBulk(t.Context(), c, "interaction")
	start := time.Now().Add(-time.Hour)
	const repeated, distinct = 300, 400  // the sum exceeds MaxDismissed
	for i := range repeated + distinct { // like logs from before dismissals were unique per product
		product := "p"
		if i >= repeated {
			product = fmt.Sprint("p", i)
		}
		b.set(c.Doc(fmt.Sprint("users/ann/interactions/", i)), map[string]any{
			"type": "dismiss", "productId": product, "createdAt": start.Add(time.Duration(i) * time.Second),
		})
	}
	if _, err := b.end(); err != nil {
		t.Fatal(err)
	}
	m := &pageCounter{}
	log := NewInteractions(clientThrough(t, project, m.intercept))
	got, err := log.Dismissed(t.Context(), "ann")
	if err != nil {
		t.Fatal(err)
	}
	docs := 0
	for _, page := range m.pages {
		docs += page
	}
	if docs > interaction.MaxDismissed {
		t.Errorf("Dismissed read %d documents, want at most %d", docs, interaction.MaxDismissed)
	}
	if len(got) != distinct+1 || got[0] != catalog.ID(fmt.Sprint("p", repeated+distinct-1)) || got[distinct] != "p" {
		t.Errorf("Dismissed returned %d products, want %d distinct products, newest first", len(got), distinct+1)
	}
}

func TestPermanentErrorsAreMarked(t *testing.T) {
	project := emulatortest.Project()
	log := NewInteractions(emulatortest.Client(t, project))
	big := interaction.Interaction{Type: interaction.Search, Query: "q", Vector: make([]float32, 1<<18), Model: "m"} // over 1 MiB
	draft, err := log.Prepare("ann", big)
	if err != nil {
		t.Fatal(err)
	}
	if err := draft.Write(t.Context()); !errors.Is(err, interaction.ErrPermanent) {
		t.Errorf("Write of an oversized document = %v, want ErrPermanent", err)
	}
	if err := draft.WriteLate(t.Context()); !errors.Is(err, interaction.ErrPermanent) {
		t.Errorf("WriteLate of an oversized document = %v, want ErrPermanent", err)
	}
	for code, want := range map[codes.Code]bool{
		codes.InvalidArgument: true, codes.PermissionDenied: true, codes.NotFound: true,
		codes.Unavailable: false, codes.ResourceExhausted: false, codes.Unauthenticated: false, codes.DeadlineExceeded: false,
	} {
		if got := errors.Is(appending(t.Context(), status.Error(code, "x")), interaction.ErrPermanent); got != want {
			t.Errorf("code %s: permanent = %t, want %t", code, got, want)
		}
	}
}
