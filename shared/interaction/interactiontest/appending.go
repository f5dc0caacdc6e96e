package interactiontest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/query"
)

func testRoundTrip(t *testing.T, l interaction.Log) {
	embedded := search("Schuhe für meinen 10-jährigen 🎧\nBen 10")
	embedded.Vector, embedded.Model = vector, "modèle/1"
	filtered, unfiltered := search("a red dress without lace under $50"), search("a dress")
	filtered.Filters = &query.Filters{
		MinPrice: catalog.Money{Amount: 1, Currency: "USD"}, MaxPrice: catalog.Money{Amount: 5000, Currency: "USD"},
		Exclusions: []string{"lace", "ärmel"}, Recipient: "daughter", Age: 9, MinRating: 4.5, Order: query.BestRated, Colors: []string{"red"}}
	unfiltered.Filters = &query.Filters{} // parsed and has no filters; nil means not parsed
	corrected := search("water botle")
	corrected.Corrected = "water bottle"
	priced := purchase("o2", "p")
	priced.Price = catalog.Money{Amount: 1999, Currency: "EUR"}
	nonsense := search("qwpoe zmxnc")
	nonsense.Nonsense = true
	for _, want := range []interaction.Interaction{
		corrected, nonsense, embedded, filtered, unfiltered, click("商品"), dismiss("a.b"), purchase("№ 1/2\n", "商品"), priced, search(strings.Repeat("é", interaction.MaxQueryChars)),
	} {
		id := appendTo(t, l, bob, want)
		got := get(t, l, bob, id)
		if got.CreatedAt.IsZero() {
			t.Errorf("%s has no CreatedAt", id)
		}
		if !sameBits(got.Vector, want.Vector) {
			t.Errorf("vector = %v, want %v", got.Vector, want.Vector)
		}
		want.ID, want.CreatedAt = id, got.CreatedAt
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("Get (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(got, latest(t, l, bob, 1)[0]); diff != "" {
			t.Errorf("Latest differs from Get (-get +latest):\n%s", diff)
		}
	}
}

func testIgnored(t *testing.T, l interaction.Log) {
	first := appendTo(t, l, ann, search("one"))
	again := get(t, l, ann, first)
	again.CreatedAt = again.CreatedAt.AddDate(-1, 0, 0)
	again.Query = "two"
	second := appendTo(t, l, ann, again)
	if first == second {
		t.Fatalf("both interactions have the ID %s", first)
	}
	if got := get(t, l, ann, second).CreatedAt; got.Equal(again.CreatedAt) {
		t.Errorf("CreatedAt is the caller's time %v, want the log's time", got)
	}
	if got := get(t, l, ann, first).Query; got != "one" {
		t.Errorf("query of the first interaction = %q, want %q", got, "one")
	}
}

func testInvalid(t *testing.T, l interaction.Log) {
	both := search("shoes")
	both.ProductID = "p"
	empty, correctedClick := search("botle"), click("p")
	empty.Corrected, correctedClick.Corrected = " ", "bottle"
	nonsense := click("p")
	nonsense.Nonsense = true
	noOrder, noItems, soldClick := purchase("", "p"), purchase("o", "p"), click("p")
	noItems.Quantity, soldClick.Quantity = 0, 1
	for _, x := range []interaction.Interaction{noOrder, noItems, soldClick, purchase("o", "a/b"), nonsense, empty, correctedClick, {}, search(""), search("\xff"), click("a/b"), dismiss(""), both, {Type: "view", ProductID: "p"}} {
		id, err := l.Append(t.Context(), ann, x)
		if _, ok := errors.AsType[*invalid.FieldError](err); !ok {
			t.Errorf("Append(%+v) = %q, %v, want a FieldError", x, id, err)
		}
	}
	if got := latest(t, l, ann, 10); len(got) != 0 {
		t.Errorf("the log contains %+v, want nothing", got)
	}
}

func testNewestFirst(t *testing.T, l interaction.Log) {
	if got := latest(t, l, ann, 3); len(got) != 0 {
		t.Errorf("Latest of an unknown user = %+v, want nothing", got)
	}
	const total = 40
	var want []string // newest first
	for i := range total {
		want = append([]string{appendTo(t, l, ann, search(fmt.Sprint(i)))}, want...)
	}
	for _, n := range []int{0, -1, 1, 3, total, total + 1, 1_000} {
		var got []string
		for _, x := range latest(t, l, ann, n) {
			got = append(got, x.ID)
		}
		if diff := cmp.Diff(want[:min(max(n, 0), total)], got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("IDs of Latest(%d) (-want +got):\n%s", n, diff)
		}
	}
	all := latest(t, l, ann, total)
	if !slices.IsSortedFunc(all, func(a, b interaction.Interaction) int { return b.CreatedAt.Compare(a.CreatedAt) }) {
		t.Error("CreatedAt is not descending")
	}
}

func testUsers(t *testing.T, l interaction.Log) {
	id := appendTo(t, l, ann, dismiss("p"))
	if got := latest(t, l, bob, 10); len(got) != 0 {
		t.Errorf("Latest(bob) = %+v, want nothing", got)
	}
	if got, err := l.Dismissed(t.Context(), bob); err != nil || len(got) != 0 {
		t.Errorf("Dismissed(bob) = %v, %v, want nothing", got, err)
	}
	if _, err := l.Get(t.Context(), bob, id); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("Get of ann's interaction as bob = %v, want ErrNotFound", err)
	}
	if err := l.SetVector(t.Context(), bob, id, vector, "m"); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("SetVector of ann's interaction as bob = %v, want ErrNotFound", err)
	}
	if err := l.Delete(t.Context(), bob, id); err != nil {
		t.Errorf("Delete of ann's interaction as bob = %v, want nil", err)
	}
	get(t, l, ann, id)
}
