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
			clicked = append(clicked, id)
			for _, x := range []interaction.Interaction{
				{Type: interaction.Click, ProductID: catalog.ID(id)},
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
		"no faults":      NewHistories(brokenClient(t, project, &fault{after: 1 << 40}), 1000, 0),
		"broken streams": NewHistories(brokenClient(t, project, &fault{after: 10, code: codes.Unavailable}), 1000, 0),
	} {
		got := 0
		for ids, err := range client.Clicks(t.Context()) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var clicked []string
			for _, id := range ids {
				clicked = append(clicked, string(id))
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
		for ids, err := range NewHistories(clientThrough(t, project, m.intercept), limit, 0).Clicks(t.Context()) {
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
		for queries, err := range NewHistories(client, 0, limit).Searches(t.Context()) {
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
