package recommend_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/suggest"
)

// aView implements recommend.Views with one view.
type aView struct{ *recommend.View }

func (v aView) Use(_ context.Context, use func(*recommend.View) error) error { return use(v.View) }

// typing returns a Service that suggests from a content and products, which are suggested in their order.
func typing(t testing.TB, c suggest.Content, products ...catalog.Product) *recommend.Service {
	t.Helper()
	var entries []suggest.Entry
	for row, p := range products {
		entries = append(entries, suggest.Entry{Text: p.Title, Value: uint32(row)})
	}
	if c == nil {
		c = suggest.Content{}
	}
	c[suggest.Product] = entries
	return recommend.New(recommend.Config{Views: aView{&recommend.View{
		Cards: recommendtest.Cards(products), Suggest: recommendtest.NewSuggest(t, c),
	}}})
}

// suggestions returns suggestions in the form "kind: text", with the matching part in brackets.
func suggestions(t testing.TB, s *recommend.Service, typed string, limit int) (all []string) {
	t.Helper()
	found, err := s.Suggest(t.Context(), typed, limit)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		units := utf16.Encode([]rune(f.Text))
		part := func(from, to int) string { return string(utf16.Decode(units[from:to])) }
		all = append(all, fmt.Sprintf("%s: %s[%s]%s", f.Kind, part(0, f.Match.Start), part(f.Match.Start, f.Match.End), part(f.Match.End, len(units))))
	}
	return all
}

func ranked(texts ...string) (all []suggest.Entry) {
	for i, text := range texts {
		all = append(all, suggest.Entry{Text: text, Value: uint32(1000 - 100*i)})
	}
	return all
}

func TestSuggestOrdersKinds(t *testing.T) {
	content := suggest.Content{
		suggest.Query:    ranked("shoes for kids", "running shoes", "shorts", "shirts"),
		suggest.Category: ranked("Shoes", "Shorts"),
		suggest.Brand:    {{Text: "Shoeland", Value: 950}, {Text: "Shonda", Value: 5}},
	}
	s := typing(t, content, titled("p1", "Ladies Shoes"), titled("p2", "Shower Curtain"), titled("p3", "Shovel"))
	want := []string{
		"query: [sho]es for kids", "query: running [sho]es", "query: [sho]rts",
		"category: [Sho]es", "brand: [Sho]eland", "brand: [Sho]nda", // a category that equals a query is left out
		"product: Ladies [Sho]es", "product: [Sho]wer Curtain",
	}
	if diff := cmp.Diff(want, suggestions(t, s, "Sho", 8)); diff != "" {
		t.Errorf("Suggest (-want +got):\n%s", diff)
	}
	if got := suggestions(t, s, "Sho", 1); len(got) != 1 || got[0] != want[0] {
		t.Errorf("the only suggestion = %q, want %q", got, want[0])
	}
	if got := suggestions(t, s, "show", 8); len(got) != 1 || got[0] != "product: [Show]er Curtain" {
		t.Errorf("Suggest(show) = %q, want the product", got)
	}
	if got := suggestions(t, s, "shoi", 8); !slices.Contains(got, "query: [shor]ts") || slices.Contains(got, "query: [shir]ts") {
		t.Errorf("Suggest(shoi) = %q, want texts with one typing error", got)
	}
	if got := suggestions(t, s, "xhoes", 8); !slices.Contains(got, "query: running [shoes]") {
		t.Errorf("Suggest(xhoes) = %q, want texts with another first letter", got)
	}
}

func TestSuggestOffersOnlyWhatCanBeBought(t *testing.T) {
	soldOut, adult := titled("p1", "Lamp A"), titled("p2", "Lamp B")
	soldOut.Availability, adult.Adult = catalog.OutOfStock, true
	red, blue, green := titled("p3", "Lamp C red"), titled("p4", "Lamp C blue"), titled("p5", "Lamp C green")
	red.GroupID, blue.GroupID, green.GroupID = "c", "c", "c"
	red.Availability = catalog.OutOfStock
	s := typing(t, nil, soldOut, adult, red, blue, green, titled("p6", "Lamp D"))
	want := []string{"product: [Lamp] C blue", "product: [Lamp] D"}
	if diff := cmp.Diff(want, suggestions(t, s, "lamp", 10)); diff != "" {
		t.Errorf("Suggest (-want +got):\n%s", diff)
	}
}

func TestSuggestSkipsRowsOfADamagedFile(t *testing.T) {
	cards := brokenCards{recommendtest.Cards{titled("p1", "Lamp")}}
	file := recommendtest.NewSuggest(t, suggest.Content{suggest.Product: {{Text: "Lamp", Value: 77}, {Text: "Lamp", Value: 0}}})
	s := recommend.New(recommend.Config{Views: aView{&recommend.View{Cards: cards, Suggest: file}}})
	if got := suggestions(t, s, "la", 5); len(got) != 1 {
		t.Errorf("Suggest = %q, want the product of the valid row", got)
	}
}

// brokenCards returns an error for rows out of range.
type brokenCards struct{ recommendtest.Cards }

func (c brokenCards) ID(row int64) (catalog.ID, error) {
	if row >= int64(len(c.Cards)) {
		return "", errors.New("out of range")
	}
	return c.Cards.ID(row)
}

func TestSuggestWithoutAFile(t *testing.T) {
	s := recommend.New(recommend.Config{Views: aView{&recommend.View{Cards: recommendtest.Cards{}}}})
	if got := suggestions(t, s, "lamp", 5); got != nil {
		t.Errorf("Suggest in an old snapshot = %q, want nothing", got)
	}
}

func TestSuggestValidates(t *testing.T) {
	s := typing(t, nil, titled("p1", "Lamp"))
	for _, typed := range []string{"", " ", "la\xffmp", strings.Repeat("é", recommend.MaxTypedChars+1)} {
		_, err := s.Suggest(t.Context(), typed, 5)
		if field, ok := errors.AsType[*invalid.FieldError](err); !ok || field.Field != "q" {
			t.Errorf("Suggest(%.10q) = %v, want an error of the field q", typed, err)
		}
	}
	for _, limit := range []int{0, recommend.MaxSuggestLimit + 1} {
		if _, err := s.Suggest(t.Context(), "la", limit); !errors.Is(err, invalid.ErrLimit) {
			t.Errorf("Suggest with limit %d = %v, want ErrLimit", limit, err)
		}
	}
	for _, typed := range []string{"👟", "la\x00\x1b[31m", "\u202elamp", strings.Repeat("é", recommend.MaxTypedChars), "--"} {
		if _, err := s.Suggest(t.Context(), typed, 5); err != nil {
			t.Errorf("Suggest(%.10q) = %v, want no error", typed, err)
		}
	}
}

func titled(id catalog.ID, title string) catalog.Product {
	return catalog.Product{ID: id, Title: title}
}
