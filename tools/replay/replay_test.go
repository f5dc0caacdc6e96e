package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
)

// encoder is a fake encoder with the model name in the manifests of recommendtest.
type encoder struct{ *embed.Fake }

func (encoder) Model() string { return "fake" }

// newShop returns a replayer and a service that logs to lines. Both use the same snapshot and interactions.
func newShop(t *testing.T, lines *bytes.Buffer) (*replayer, *recommend.Service) {
	t.Helper()
	return newShopWith(t, lines, nil)
}

// newShopWith is newShop with changes of the catalog.
func newShopWith(t *testing.T, lines *bytes.Buffer, changes change.Store) (*replayer, *recommend.Service) {
	t.Helper()
	opener, _ := recommendtest.Opener(recommendtest.Rows)
	build := recommendtest.NewSnapshot(t, recommendtest.Rows)
	now := time.Unix(0, 0)
	r := &replayer{
		log:      interaction.NewMemory(func() time.Time { now = now.Add(time.Second); return now }),
		embedder: encoder{embed.NewFake(2)}, opener: opener, changes: changes, logger: slog.New(slog.DiscardHandler),
		fetch: func(_ context.Context, version string) (snapshot.Local, error) {
			if version != "v1" {
				return snapshot.Local{}, errors.New("not found")
			}
			return build, nil
		},
	}
	live := &replayer{opener: opener, fetch: r.fetch, changes: changes, logger: r.logger}
	if err := live.use(t.Context(), "v1"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.close() })
	return r, recommend.New(recommend.Config{
		Embedder: r.embedder, Log: r.log, Views: live, Ranker: recommend.Interests, Logger: slog.New(slog.NewJSONHandler(lines, nil)),
	})
}

func TestReplayReproducesCards(t *testing.T) {
	var lines, want bytes.Buffer
	r, service := newShop(t, &lines)
	show := func(seen int) {
		card, err := service.Recommend(t.Context(), "ann", 2, seen)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(map[string]any{"products": card.Products})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&want, "%s\n", data)
	}
	show(0)
	if _, err := service.Search(t.Context(), "ann", "a lamp", 1); err != nil {
		t.Fatal(err)
	}
	show(0)
	show(2)
	fmt.Fprintln(&lines, `{"message":"request"}`)
	var out, problems bytes.Buffer
	if err := r.replay(t.Context(), &lines, &out, &problems); err != nil {
		t.Fatalf("%v\n%s", err, &problems)
	}
	if out.String() != want.String() {
		t.Errorf("replay printed\n%swant\n%s", &out, &want)
	}
}

// A card with changes of the catalog is reproduced as long as they are the newest.
func TestReplayWithChanges(t *testing.T) {
	var lines bytes.Buffer
	changes := change.NewMemory(catalog.NewMemory())
	remove := func(id catalog.ID) {
		err := changes.Record(t.Context(), id, func(change.Source) (change.Update, error) { return change.Update{Change: change.Change{ID: id}}, nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	remove("p1") // the only popular product
	r, service := newShopWith(t, &lines, changes)
	card, err := service.Popular(t.Context(), 2)
	if err != nil || len(card.Products) != 0 {
		t.Fatalf("popular products = %+v, %v, want none", card, err)
	}
	if _, err := service.Recommend(t.Context(), "ann", 2, 0); err != nil {
		t.Fatal(err)
	}
	line := lines.String()
	var out, problems bytes.Buffer
	if err := r.replay(t.Context(), strings.NewReader(line), &out, &problems); err != nil || out.String() != "{\"products\":[]}\n" {
		t.Errorf("replay = %v with problems %s, printed %s, want a card without products", err, &problems, &out)
	}
	remove("p2")
	if err := r.replay(t.Context(), strings.NewReader(line), &out, &problems); err == nil || !strings.Contains(problems.String(), "changes of the catalog") {
		t.Errorf("replay after another change = %v with problems %s, want an error that names the changes", err, &problems)
	}
}

func TestReplayReportsFailedCards(t *testing.T) {
	entry := func(snapshot, latest string) string {
		return fmt.Sprintf(`{"message":"card","card":{"snapshot":%q,"ranker":"interests","user":"ann","limit":2,"latest":[%s]}}`+"\n", snapshot, latest)
	}
	for _, tt := range []struct{ in, problem, err string }{
		{entry("v1", `"gone"`) + entry("v1", ""), "line 1: interaction gone", "1 of 2 cards"},
		{entry("v0", ""), "line 1: snapshot v0: not found", "1 of 1 cards"},
		{"not JSON\n", "line 1: log line", "1 of 1 cards"},
		{`{"message":"request"}`, "", recommend.ErrNoCard.Error()},
	} {
		r, _ := newShop(t, new(bytes.Buffer))
		var problems bytes.Buffer
		err := r.replay(t.Context(), strings.NewReader(tt.in), new(bytes.Buffer), &problems)
		if err == nil || !strings.Contains(err.Error(), tt.err) || !strings.Contains(problems.String(), tt.problem) {
			t.Errorf("replay of %s = %v with problems %q, want %q with %q", tt.in, err, &problems, tt.err, tt.problem)
		}
	}
}
