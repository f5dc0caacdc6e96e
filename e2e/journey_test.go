package e2e

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const speakers = "Bluetooth Speakers" // a category of the demo catalog

func (p product) isIn(category string) bool { return slices.Contains(p.Category, category) }

// TestJourney runs its subtests on one shop, each with its own shoppers.
func TestJourney(t *testing.T) {
	dir := t.TempDir()
	s := start(t, dir)
	for name, test := range map[string]func(*testing.T, *stack){
		"a search changes the next card":          searchChangesCard,
		"a click brings similar products":         clickBringsNeighbors,
		"a dismissed product does not come back":  dismissedProductStaysAway,
		"a new shopper gets popular products":     newShopperGetsPopular,
		"every interaction gets a vector":         interactionsGetVectors,
		"a new product is found after a rebuild":  newProductIsFound,
		"users cannot read each other's data":     otherUsersAreRejected,
		"blocked users are rejected":              blockedUsersAreRejected,
		"production rejects blocked users":        productionRejectsBlockedUsers,
		"deleted history leaves no trace":         deletedHistoryLeavesNoTrace,
		"deleting an account deletes its data":    accountDeletionDeletesData,
		"every function is ready":                 functionsAreReady,
		"the security headers are sent":           headersAreSent,
		"Hosting serves the page for every path":  hostingServesPage,
		"demo shoppers have a history and a card": demoShopperHasCard,
		"the smoke test of a deployment passes":   smokeTestPasses,
	} {
		t.Run(name, func(t *testing.T) { test(t, s) })
	}
	t.Run("a restart keeps all data", func(t *testing.T) { restartKeepsData(t, s) })
}

func searchChangesCard(t *testing.T, s *stack) {
	me := s.newShopper(t)
	const query = "Bluetooth Speaker"
	found := me.search(t, query)
	if len(found.Products) != 5 || found.InteractionID == "" {
		t.Fatalf("search(%q) = %+v, want 5 products and an interaction", query, found)
	}
	for _, p := range found.Products {
		if !p.isIn(speakers) {
			t.Errorf("search(%q) found %s, %q, in %v", query, p.ProductID, p.Title, p.Category)
		}
	}
	next := me.recommend(t)
	if len(next.Products) != 3 {
		t.Fatalf("recommend after a search = %d products, want 3", len(next.Products))
	}
	fromSearch := 0
	for _, p := range next.Products {
		if p.Reason.Type == "" {
			t.Errorf("the card shows %s without a reason", p.ProductID)
		}
		if p.isIn(speakers) && p.Reason.Type == "search" && p.Reason.Query == query {
			fromSearch++
		}
	}
	if fromSearch == 0 {
		t.Errorf("card = %+v, want a speaker with the search as the reason", next.Products)
	}
}

func clickBringsNeighbors(t *testing.T, s *stack) {
	clicked := s.newShopper(t).search(t, "wireless headphones").Products[0].ProductID
	me := s.newShopper(t)
	me.record(t, "click", clicked)
	next := me.recommend(t)
	if slices.Contains(next.ids(), clicked) {
		t.Errorf("card = %v, want it without the clicked product %s", next.ids(), clicked)
	}
	because := func(p product) bool { return p.Reason.Type == "click" && p.Reason.ProductID == clicked }
	if !slices.ContainsFunc(next.Products, because) {
		t.Errorf("card = %+v, want a product with the click on %s as the reason", next.Products, clicked)
	}
}

func dismissedProductStaysAway(t *testing.T, s *stack) {
	me := s.newShopper(t)
	me.search(t, "Bluetooth Speaker")
	for range 5 {
		unwanted := me.recommend(t).Products[0].ProductID
		me.record(t, "dismiss", unwanted)
		for range 5 { // cards are shuffled
			if next := me.recommend(t); slices.Contains(next.ids(), unwanted) || len(next.Products) != 3 {
				t.Fatalf("card after dismissing %s = %v, want 3 other products", unwanted, next.ids())
			}
		}
	}
}

func newShopperGetsPopular(t *testing.T, s *stack) {
	next := s.newShopper(t).recommend(t)
	if len(next.Products) != 3 {
		t.Fatalf("first card = %v, want 3 products", next.ids())
	}
	for _, p := range next.Products {
		if p.Reason.Type != "popular" {
			t.Errorf("the card shows %s with reason %+v, want popular", p.ProductID, p.Reason)
		}
	}
}

func interactionsGetVectors(t *testing.T, s *stack) {
	me := s.newShopper(t)
	found := me.search(t, "shoes for my 10-year-old son who likes Ben 10")
	s.awaitVector(t, me.ID, found.InteractionID)
	s.awaitVector(t, me.ID, me.record(t, "click", found.Products[0].ProductID))
	me.logDirectly(t, "mine", "noise cancelling headphones")
	s.awaitVector(t, me.ID, "mine")
}

func newProductIsFound(t *testing.T, s *stack) {
	const id, title = "e2e-0001", "Zanzibar clockwork theremin with brass antenna"
	s.put(t, "products/"+id, map[string]any{"title": text(title)})
	me := s.newShopper(t)
	var fresh product
	me.call(t, http.MethodGet, "/api/product/"+id, nil, &fresh)
	if fresh.Title != title {
		t.Errorf("product %s has title %q, want %q", id, fresh.Title, title)
	}
	if before := me.search(t, title); slices.Contains(before.ids(), id) {
		t.Fatalf("the search finds %s before the index is rebuilt", id)
	}
	s.rebuild(t)
	eventually(t, "the new product is found", func() error {
		if found := me.search(t, title); found.ids()[0] != id {
			return fmt.Errorf("found %v", found.ids())
		}
		return nil
	})
}

func otherUsersAreRejected(t *testing.T, s *stack) {
	me, other, nobody := s.newShopper(t), s.newShopper(t), &shopper{stack: s}
	for _, tc := range []struct {
		who          *shopper
		method, path string
		in           any
		want         int
	}{
		{nobody, http.MethodPost, "/api/click", map[string]string{"productId": "no-such-thing"}, http.StatusUnauthorized},
		{nobody, http.MethodGet, "/api/recommend/" + other.ID, nil, http.StatusUnauthorized},
		{me, http.MethodGet, "/api/recommend/" + other.ID, nil, http.StatusForbidden},
		{me, http.MethodPost, "/api/click", map[string]string{"productId": "no-such-thing"}, http.StatusNotFound},
		{me, http.MethodGet, "/api/product/no-such-thing", nil, http.StatusNotFound},
		{me, http.MethodPost, "/api/search", map[string]string{"query": " "}, http.StatusBadRequest},
	} {
		status, err := tc.who.try(tc.method, tc.path, tc.in, nil)
		if status != tc.want || err == nil || !strings.Contains(err.Error(), fmt.Sprintf(`"status":%d`, tc.want)) {
			t.Errorf("%s %s %v = %d, %v, want a problem with %d", tc.method, tc.path, tc.in, status, err, tc.want)
		}
	}
	path := "/users/" + other.ID + "/interactions"
	if status, _ := send(http.MethodGet, s.documentsURL()+path, me.Token, nil, nil); status != http.StatusForbidden {
		t.Errorf("log of another user in Firestore: status %d, want 403", status)
	}
}

func hostingServesPage(t *testing.T, s *stack) {
	for _, path := range []string{"/", "/some/page"} {
		resp, err := http.Get(s.Hosting + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		page, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(page), "ShopFYP") {
			t.Errorf("GET %s = %s, %v, want the page", path, resp.Status, err)
		}
	}
}

func demoShopperHasCard(t *testing.T, s *stack) {
	me := &shopper{stack: s}
	if status := s.signIn("demo-theo@shopfyp.example", me); status != http.StatusOK {
		t.Fatalf("sign in: status %d", status)
	}
	next := me.recommend(t)
	if !slices.ContainsFunc(next.Products, func(p product) bool { return p.isIn(speakers) }) {
		t.Errorf("card after searches for speakers = %+v, want a speaker", next.Products)
	}
}

// restartKeepsData checks that a restarted host still has all data.
func restartKeepsData(t *testing.T, s *stack) {
	me := s.newShopper(t)
	logged := me.search(t, "yoga mat").InteractionID
	clicked := me.search(t, "coffee grinder").Products[0].ProductID
	me.record(t, "click", clicked)
	s.stop(t)

	again := start(t, s.dir)
	me.stack = again
	next := me.recommend(t)
	because := func(p product) bool { return p.Reason.Query == "yoga mat" || p.Reason.ProductID == clicked }
	if !slices.ContainsFunc(next.Products, because) {
		t.Errorf("card after a restart = %+v, want one that follows the search %s or the click on %s", next.Products, logged, clicked)
	}
	if found := me.search(t, "Zanzibar clockwork theremin"); found.ids()[0] != "e2e-0001" {
		t.Errorf("search after a restart = %v, want the added product first", found.ids())
	}
	var account struct{ Users []struct{ LocalID string } }
	url := again.Auth + "/identitytoolkit.googleapis.com/v1/projects/" + again.Project + "/accounts:lookup"
	status, err := send(http.MethodPost, url, owner, map[string]any{"localId": []string{me.ID}}, &account)
	if status != http.StatusOK || len(account.Users) != 1 {
		t.Errorf("account after a restart: status %d, %v, %+v, want one user", status, err, account)
	}
	again.stop(t)
}
