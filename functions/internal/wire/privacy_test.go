package wire

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// A session is a shopper's log on the emulator, and the service that recommends cards from it.
type session struct {
	app     *App
	log     interaction.Log
	service *recommend.Service
	search  string // ID of the logged search
	click   string // ID of the logged click
}

const secret = "something to play music with" // the shopper's query

// newSession lets the user ann search, click and get a card after each. All caches are warm afterwards.
func newSession(t *testing.T) *session {
	t.Helper()
	app, _ := newAppOver(t, Ports{Users: goneUsers{}}, nil)
	publish(t, app, onnx.Model)
	p := &session{app: app, log: app.Log, service: app.Service}
	found, err := p.service.Search(t.Context(), "ann", secret, 1)
	if err != nil {
		t.Fatal(err)
	}
	if first := p.card(t); !first.follows(found.InteractionID) {
		t.Fatalf("the card after the search = %+v, want one that follows the search", first)
	}
	if p.click, err = app.Recorder.Record(t.Context(), "ann", interaction.Click, "lamp"); err != nil {
		t.Fatal(err)
	}
	p.search = found.InteractionID
	if second := p.card(t); second.shows("lamp") || !second.follows(p.search) && !second.follows(p.click) {
		t.Fatalf("the card after the click = %+v, want one that follows the interactions, without the clicked product", second)
	}
	return p
}

type card []recommend.Recommendation

func (p *session) card(t *testing.T) card {
	t.Helper()
	next, err := p.service.Recommend(t.Context(), "ann", 3, 0)
	if err != nil {
		t.Fatal(err)
	}
	return next.Products
}

func (c card) follows(id string) bool { return strings.Contains(fmt.Sprintf("%+v", c), id) }

func (c card) shows(id catalog.ID) bool {
	return slices.ContainsFunc(c, func(r recommend.Recommendation) bool { return r.ID == id })
}

// documents returns every document of ann in Firestore.
func (p *session) documents(t *testing.T) []*firestore.DocumentSnapshot {
	t.Helper()
	docs, err := clientOf(t, p.app).Collection("users").Doc("ann").Collection("interactions").Documents(t.Context()).GetAll()
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// checkNoTrace checks that neither Firestore nor the next card contains the search or the click.
func (p *session) checkNoTrace(t *testing.T) {
	t.Helper()
	if docs := p.documents(t); len(docs) != 0 {
		t.Errorf("%d documents are left, the first is %v", len(docs), docs[0].Data())
	}
	next := p.card(t)
	for _, r := range next {
		if r.Reason != (recommend.Reason{Type: recommend.BecausePopular}) {
			t.Errorf("the next card shows %s with reason %+v, want popular", r.ID, r.Reason)
		}
	}
	if len(next) != len(shopProducts) || next.follows(secret) {
		t.Errorf("the next card = %+v, want all products, including the clicked one, without the query", next)
	}
}

// Deleted interactions do not influence the next card, although the vector of the search is still cached.
func TestDeletedInteractionsLeaveNoTrace(t *testing.T) {
	p := newSession(t)
	if err := p.log.Delete(t.Context(), "ann", p.click); err != nil {
		t.Fatal(err)
	}
	if next := p.card(t); next.follows(p.click) || !next.shows("lamp") || !next.follows(p.search) {
		t.Errorf("the card after the click was deleted = %+v, want one that follows only the search and shows the lamp again", next)
	}
	if err := p.log.Delete(t.Context(), "ann", p.search); err != nil {
		t.Fatal(err)
	}
	p.checkNoTrace(t)
}

func TestClearedLogLeavesNoTrace(t *testing.T) {
	p := newSession(t)
	if err := p.log.Clear(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	p.checkNoTrace(t)
}

// goneUsers is an account.Users without users.
type goneUsers struct{}

func (goneUsers) Delete(context.Context, string) error { return nil }

func TestDeletedAccountLeavesNoTrace(t *testing.T) {
	p := newSession(t)
	if err := p.app.Deleter.End(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	p.checkNoTrace(t)
}

// interrupted is an encoder that calls a function while it embeds.
type interrupted struct {
	embed.Embedder
	meanwhile func() error
}

func (e interrupted) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return e.embedding(e.Embedder.EmbedQuery(ctx, text))
}

func (e interrupted) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	return e.embedding(e.Embedder.EmbedDocument(ctx, text))
}

func (e interrupted) embedding(v []float32, err error) ([]float32, error) {
	return v, errors.Join(err, e.meanwhile())
}

// The user deletes an interaction while the trigger embeds it. The trigger's write must not restore the interaction,
// and the second delivery of the event does nothing.
func TestRunningTriggerDoesNotRestoreDeleted(t *testing.T) {
	removals := map[string]func(p *session, id string) error{
		"deletion": func(p *session, id string) error { return p.log.Delete(context.Background(), "ann", id) },
		"clearing": func(p *session, _ string) error { return p.log.Clear(context.Background(), "ann") },
		"deletion of the account": func(p *session, _ string) error {
			return p.app.Deleter.End(context.Background(), "ann")
		},
	}
	p := newSession(t)
	for name, remove := range removals {
		for _, x := range []interaction.Interaction{
			{Type: interaction.Search, Query: secret}, {Type: interaction.Click, ProductID: "lamp"},
		} {
			t.Run(name+" during the embedding of a "+string(x.Type), func(t *testing.T) {
				if err := p.log.Clear(t.Context(), "ann"); err != nil {
					t.Fatal(err)
				}
				id, err := p.log.Append(t.Context(), "ann", x)
				if err != nil {
					t.Fatal(err)
				}
				removed := 0
				encoder := interrupted{p.app.encoder, func() error { removed++; return remove(p, id) }}
				for range 2 {
					if err := interaction.NewVectorizer(encoder, p.app.Products, p.log).Vectorize(t.Context(), "ann", id); err != nil {
						t.Fatalf("Vectorize of a deleted interaction = %v, want nil: a retry cannot help", err)
					}
				}
				if removed != 1 {
					t.Errorf("the interaction was embedded %d times, want once: the second delivery does not find it", removed)
				}
				p.checkNoTrace(t)
			})
		}
	}
}
