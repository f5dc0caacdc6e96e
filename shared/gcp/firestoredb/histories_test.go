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
		"no faults":      NewHistories(brokenClient(t, project, &fault{after: 1 << 40}), 1000),
		"broken streams": NewHistories(brokenClient(t, project, &fault{after: 10, code: codes.Unavailable}), 1000),
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

func TestProductIDsKeepsTheNewestClicks(t *testing.T) {
	var clicks []click
	for i := range 2 * maxHistory {
		c := click{catalog.ID(fmt.Sprint(i)), time.Unix(int64(i), 0)}
		clicks = slices.Insert(clicks, i/2, c)
	}
	ids := productIDs(clicks)
	if len(ids) != maxHistory || ids[0] != catalog.ID(fmt.Sprint(maxHistory)) || ids[maxHistory-1] != catalog.ID(fmt.Sprint(2*maxHistory-1)) {
		t.Errorf("productIDs returns %d clicks from %s to %s, want the newest %d", len(ids), ids[0], ids[len(ids)-1], maxHistory)
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
		for ids, err := range NewHistories(clientThrough(t, project, m.intercept), limit).Clicks(t.Context()) {
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
