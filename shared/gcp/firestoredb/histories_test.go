package firestoredb

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/interaction"
)

func TestClicksYieldsHistoriesOldestFirst(t *testing.T) {
	emulatortest.ForTest(t)
	project := emulatortest.Project()
	log := NewInteractions(brokenClient(t, project, &fault{after: 1 << 40}))
	want := map[string]bool{}
	for u := range 4 {
		user, clicked := fmt.Sprint("user", u), []string(nil)
		for i := range 3 * u {
			id := fmt.Sprintf("p%d-%d", u, i)
			clicked = append(clicked, id, "bought-"+id)
			for _, x := range []interaction.Interaction{
				{Type: interaction.Click, ProductID: catalog.ID(id)},
				{Type: interaction.Purchase, ProductID: catalog.ID("bought-" + id), OrderID: "o", Quantity: 1},
				{Type: interaction.Dismiss, ProductID: "gone"},
				{Type: interaction.Search, Query: "a lamp"},
			} {
				if _, err := log.Append(t.Context(), user, x); err != nil {
					t.Fatal(err)
				}
			}
		}
		if u > 0 {
			want[strings.Join(clicked, " ")] = true
		}
	}
	for name, client := range map[string]*Histories{
		"no faults":      NewHistories(brokenClient(t, project, &fault{after: 1 << 40}), Limits{Clicks: 1000}),
		"broken streams": NewHistories(brokenClient(t, project, &fault{after: 10, code: codes.Unavailable}), Limits{Clicks: 1000}),
	} {
		got := 0
		for ids, err := range client.Clicks(t.Context()) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var clicked []string
			for _, x := range ids {
				clicked = append(clicked, string(x.ProductID))
			}
			if got++; !want[strings.Join(clicked, " ")] {
				t.Errorf("%s: Clicks yields %v, want one of %v", name, clicked, want)
			}
		}
		if got != len(want) {
			t.Errorf("%s: Clicks yields %d histories, want %d", name, got, len(want))
		}
	}
}

func TestValuesOfKeepsTheNewestClicks(t *testing.T) {
	var clicks []event[catalog.ID]
	for i := range 2 * maxHistory {
		c := event[catalog.ID]{catalog.ID(fmt.Sprint(i)), time.Unix(int64(i), 0)}
		clicks = slices.Insert(clicks, i/2, c)
	}
	ids := valuesOf(clicks)
	if len(ids) != maxHistory || ids[0] != catalog.ID(fmt.Sprint(maxHistory)) || ids[maxHistory-1] != catalog.ID(fmt.Sprint(2*maxHistory-1)) {
		t.Errorf("valuesOf returns %d clicks from %s to %s, want the newest %d", len(ids), ids[0], ids[len(ids)-1], maxHistory)
	}
}

func TestClicksReadsAtMostMaxClicks(t *testing.T) {
	emulatortest.ForTest(t)
	project := emulatortest.Project()
	client := brokenClient(t, project, &fault{after: 1 << 40})
	log := NewInteractions(client)
	for u := range 3 {
		for i := range 4 {
			for _, x := range []interaction.Interaction{
				{Type: interaction.Click, ProductID: catalog.ID(fmt.Sprintf("p%d-%d", u, i))},
				{Type: interaction.Search, Query: "a lamp"},
			} {
				if _, err := log.Append(t.Context(), fmt.Sprint("user", u), x); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for limit, want := range map[int]int{1: 1, 6: 6, 12: 12, 100: 12} {
		m := &pageCounter{}
		var got, read int
		for ids, err := range NewHistories(clientThrough(t, project, m.intercept), Limits{Clicks: limit}).Clicks(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			got += len(ids)
		}
		for _, page := range m.pages {
			read += page
		}
		if got != want || read != want {
			t.Errorf("limit %d: %d clicks from %d documents, want %d of each", limit, got, read, want)
		}
	}
}

func TestSearchesYieldsWhatShoppersMeant(t *testing.T) {
	emulatortest.ForTest(t)
	client := brokenClient(t, emulatortest.Project(), &fault{after: 1 << 40})
	log := NewInteractions(client)
	for user, searches := range map[string][]interaction.Interaction{
		"ann": {{Query: "lamp"}, {Query: "water botle", Corrected: "water bottle"}},
		"bob": {{Query: "mug"}},
	} {
		for _, x := range searches {
			x.Type = interaction.Search
			if _, err := log.Append(t.Context(), user, x); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := log.Append(t.Context(), user, interaction.Interaction{Type: interaction.Click, ProductID: "p"}); err != nil {
			t.Fatal(err)
		}
	}
	for limit, want := range map[int]string{0: "", 1: "lamp", 1000: "lamp, water bottle; mug"} {
		var got []string
		for queries, err := range NewHistories(client, Limits{Searches: limit}).Searches(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, strings.Join(queries, ", "))
		}
		if limit == 1 {
			if len(got) != 1 || strings.Contains(got[0], ",") {
				t.Errorf("limit 1: Searches yields %q, want one query", got)
			}
			continue
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("limit %d: Searches yields %q, want %q", limit, s, want)
		}
	}
}

func TestVisitsYieldsSearchesWithVectorsAndClicks(t *testing.T) {
	emulatortest.ForTest(t)
	client := brokenClient(t, emulatortest.Project(), &fault{after: 1 << 40})
	log := NewInteractions(client)
	for user, history := range map[string][]interaction.Interaction{
		"ann": {
			{Type: interaction.Search, Query: "water botle", Corrected: "water bottle", Vector: []float32{.6, .8}, Model: "m"},
			{Type: interaction.Dismiss, ProductID: "p0"},
			{Type: interaction.Click, ProductID: "p1", Vector: []float32{1, 0}, Model: "m"},
		},
		"bob": {{Type: interaction.Search, Query: "xyzzy", Nonsense: true}},
	} {
		for _, x := range history {
			if _, err := log.Append(t.Context(), user, x); err != nil {
				t.Fatal(err)
			}
		}
	}
	for limit, want := range map[int]string{0: "", 1: "search water bottle [0.6 0.8] m", 1000: "search water bottle [0.6 0.8] m, click p1 [] m; search xyzzy [] "} {
		var got []string
		for history, err := range NewHistories(client, Limits{Visits: limit}).Visits(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			var one []string
			for _, x := range history {
				if x.CreatedAt.IsZero() || x.Nonsense != (x.Query == "xyzzy") {
					t.Errorf("limit %d: Visits yields %+v, want its time and whether it is nonsense", limit, x)
				}
				one = append(one, fmt.Sprintf("%s %s%s %v %s", x.Type, x.Meant(), x.ProductID, x.Vector, x.Model))
			}
			got = append(got, strings.Join(one, ", "))
		}
		if s := strings.Join(got, "; "); limit != 1 && s != want || limit == 1 && len(got) != 1 {
			t.Errorf("limit %d: Visits yields %q, want %q", limit, s, want)
		}
	}
}

func TestClicksTellPurchases(t *testing.T) {
	emulatortest.ForTest(t)
	client := brokenClient(t, emulatortest.Project(), &fault{after: 1 << 40})
	log := NewInteractions(client)
	for _, x := range []interaction.Interaction{
		{Type: interaction.Click, ProductID: "a"},
		{Type: interaction.Purchase, ProductID: "b", OrderID: "o", Quantity: 1},
	} {
		if _, err := log.Append(t.Context(), "ann", x); err != nil {
			t.Fatal(err)
		}
	}
	var got []interaction.Interest
	for interests, err := range NewHistories(client, Limits{Clicks: 10}).Clicks(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, interests...)
	}
	if want := []interaction.Interest{{ProductID: "a"}, {ProductID: "b", Bought: true}}; !slices.Equal(got, want) {
		t.Errorf("Clicks yields %+v, want %+v", got, want)
	}
}
