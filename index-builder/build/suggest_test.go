package build

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
)

// searched are the searches of shoppers. A nil element makes Searches yield an error.
type searched [][]string

func (searched) Clicks(context.Context) iter.Seq2[[]interaction.Interest, error] {
	return func(func([]interaction.Interest, error) bool) {}
}

func (s searched) Searches(context.Context) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, queries := range s {
			if queries == nil {
				yield(nil, errors.New("no log"))
				return
			}
			if !yield(queries, nil) {
				return
			}
		}
	}
}

func (searched) Visits(context.Context) iter.Seq2[[]interaction.Interaction, error] {
	return func(func([]interaction.Interaction, error) bool) {}
}

// by returns the searches of n shoppers, each for all queries.
func by(n int, queries ...string) (all searched) {
	for range n {
		all = append(all, queries)
	}
	return all
}

// openSuggestions opens the suggestions of the published snapshot.
func (s *site) openSuggestions(t *testing.T) *suggest.File {
	t.Helper()
	f, err := suggest.Open(s.fetch(t).Path(snapshot.SuggestFile))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func found(f *suggest.File, kind suggest.Kind, typed string) (all []string) {
	for _, m := range f.Find(kind, suggest.NewTyped(typed), 10) {
		all = append(all, fmt.Sprintf("%s %d", m.Text, m.Value))
	}
	return all
}

func TestRunWritesSuggestions(t *testing.T) {
	s := newSite(t, 0)
	soldOut := catalog.Product{ID: "p1", Title: "Granite lamp", Brand: "Gone", Category: []string{"Home", "Greenery"}, Availability: catalog.OutOfStock}
	adult := catalog.Product{ID: "p2", Title: "Grubby lamp", Brand: "Grim", Category: []string{"Home"}, Adult: true}
	rare := catalog.Product{ID: "p3", Title: "Gold lamp", Brand: "Glow", Category: []string{"Home", "Lamps"}, GroupID: "g", Rating: 3, RatingCount: 1}
	best := catalog.Product{ID: "p4", Title: "Glass lamp", Brand: "glow", Category: []string{"Home", "Lamps", "lamps"}, GroupID: "g", Rating: 5, RatingCount: 900}
	other := catalog.Product{ID: "p5", Title: "Garden lamp", Brand: "Garda", Category: []string{"Home"}, Rating: 4, RatingCount: 100}
	if _, err := s.memory.Put(t.Context(), []catalog.Product{soldOut, adult, rare, best, other}); err != nil {
		t.Fatal(err)
	}
	s.Histories = slices.Concat(by(5, "glass lamp"), by(7, "garden lamp"), by(9, "grubby lamp"), by(9, "granite lamp"))
	r := s.run(t)
	f := s.openSuggestions(t)
	if diff := cmp.Diff([]string{"garden lamp 7", "glass lamp 5"}, found(f, suggest.Query, "g")); diff != "" {
		t.Errorf("queries (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"glow 1", "Garda 1"}, found(f, suggest.Brand, "g")); diff != "" {
		t.Errorf("brands (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Home 2"}, found(f, suggest.Category, "h")); diff != "" {
		t.Errorf("categories (-want +got):\n%s", diff)
	}
	if got := found(f, suggest.Category, "l"); !slices.Equal(got, []string{"Lamps 1"}) {
		t.Errorf("categories = %q, want one that counts a product once", got)
	}
	if diff := cmp.Diff([]string{" 1", " 0"}, found(f, suggest.Product, "lamp")); diff != "" { // flatFile reverses the rows
		t.Errorf("rows of products (-want +got):\n%s", diff)
	}
	i := slices.IndexFunc(r.Manifest.Files, func(f snapshot.File) bool { return f.Name == snapshot.SuggestFile })
	if i < 0 || r.Manifest.Files[i].Size == 0 || r.Manifest.Files[i].SHA256 == "" {
		t.Errorf("files of the manifest = %+v, want %s with its size and hash", r.Manifest.Files, snapshot.SuggestFile)
	}
	if s.run(t).Published {
		t.Error("the same products and searches were published again")
	}
	s.Histories = by(5, "garden lamp")
	if !s.run(t).Published {
		t.Error("other popular queries were not published")
	}
}

func TestRunReportsSearchErrors(t *testing.T) {
	s := newSite(t, 20)
	s.Histories = searched{nil}
	if _, err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "read histories: no log") {
		t.Errorf("Run = %v, want an error with %q", err, "read histories: no log")
	}
}

// Neither the suggestions file nor the source of the build contains anything that fewer than five shoppers searched for.
func TestPrivateQueriesAreInNoFile(t *testing.T) {
	s := newLiveSite(t, 20)
	s.Histories = slices.Concat(by(4, "thing number7"), by(5, "thing number8"))
	m := s.run(t).Manifest
	if got := found(s.openSuggestions(t), suggest.Query, "thing"); !slices.Equal(got, []string{"thing number8 5"}) {
		t.Errorf("queries = %q, want only the one of five shoppers", got)
	}
	var queries []querytext.Query
	if err := s.readJSON(t.Context(), querytext.Object(m.Version), &queries); err != nil || len(queries) != 1 || queries[0].Text != "thing number8" {
		t.Errorf("queries in the source = %v, %v, want only the one of five shoppers", queries, err)
	}
}

func TestCountQueries(t *testing.T) {
	same := searched{{"Water Bottle", "water bottle"}, {"water  bottle"}, {"water bottle!"}, {"Wàter bottle"}, {"water bottle"}, {"water bottle"}}
	for _, test := range []struct {
		name     string
		searches searched
		want     []string
	}{
		{"five shoppers", by(5, "lamp"), []string{"lamp (5)"}},
		{"four shoppers", by(4, "lamp"), nil},
		{"four shoppers, one of them often", append(by(3, "lamp"), []string{"lamp", "lamp", "Lamp", "lamp"}), nil},
		{"writings", same, []string{"water bottle (6)"}},
		{"order", slices.Concat(by(5, "b"+"ag", "a"+"xe"), by(6, "mug")), []string{"mug (6)", "axe (5)", "bag (5)"}},
		{"private", by(9, "ann@example.com", "https://example.com/x", "www.example.com", "call 079 123 45 67", "+41 (79) 1234567",
			"4111 1111 1111 1111", "order 1234567", "DE89370400440532013000", "sk4hj5kl6h7jk8"), nil},
		{"not private", by(9, "lego 75192 set", "iphone 15 128gb", "sony wh1000xm4", "2024 planner"),
			[]string{"2024 planner (9)", "iphone 15 128gb (9)", "lego 75192 set (9)", "sony wh1000xm4 (9)"}},
		{"unreadable", by(9, "", "  ", "a", "👟", "a\x00b", "la\u202emp", "la\xffmp", strings.Repeat("long ", 17), "a b c d e f g h i j k"), nil},
		{"other scripts", by(9, "نعال", "می‌خواهم", "靴 黒"), []string{"می‌خواهم (9)", "نعال (9)", "靴 黒 (9)"}},
	} {
		got, err := countQueries(test.searches.Searches(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, q := range got {
			texts = append(texts, q.String())
		}
		slices.Sort(test.want)
		sorted := slices.Sorted(slices.Values(texts))
		if test.name == "order" {
			sorted, test.want = texts, []string{"mug (6)", "axe (5)", "bag (5)"}
		}
		if diff := cmp.Diff(test.want, sorted); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// A query is suggested only if one product that can be bought has all of its words.
func TestQueriesThatFindNothingAreLeftOut(t *testing.T) {
	s := newSite(t, 0)
	if _, err := s.memory.Put(t.Context(), []catalog.Product{
		{ID: "p1", Title: "Running shoes for kids"}, {ID: "p2", Title: "Bluetooth speaker"}, {ID: "p3", Title: "Sold lamp", Availability: catalog.OutOfStock},
	}); err != nil {
		t.Fatal(err)
	}
	s.Histories = by(5, "running shoes", "shoes under $50", "shoes for my son", "red shoes", "bluetooth shoes", "veggie straws", "sneekers", "sold lamp", "the")
	s.run(t)
	f := s.openSuggestions(t)
	var got []string
	for _, typed := range []string{"r", "s", "b", "v", "t"} {
		got = append(got, found(f, suggest.Query, typed)...)
	}
	slices.Sort(got)
	want := []string{"red shoes 5", "running shoes 5", "shoes for my son 5", "shoes under $50 5"}
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("queries (-want +got):\n%s", diff)
	}
}
