package e2e

import (
	"net/http"
	"slices"
	"testing"

	"shopfyp.dev/functions"
)

// documents returns the names of the documents in a user's log, read as the owner.
func (s *stack) documents(t *testing.T, userID string) []string {
	t.Helper()
	var found struct{ Documents []document }
	if status, err := send(http.MethodGet, s.documentsURL()+"/users/"+userID+"/interactions", owner, nil, &found); status != http.StatusOK {
		t.Fatalf("log of %s: status %d, %v", userID, status, err)
	}
	var names []string
	for _, d := range found.Documents {
		names = append(names, d.Name)
	}
	return names
}

// wantPopular checks that the next card shows only popular products.
func (me *shopper) wantPopular(t *testing.T) {
	t.Helper()
	for _, p := range me.recommend(t).Products {
		if p.Reason.Type != "popular" {
			t.Errorf("the card shows %s with reason %+v, want popular", p.ProductID, p.Reason)
		}
	}
}

// deletedHistoryLeavesNoTrace deletes interactions while their triggers run. Neither the next card nor the log may
// contain them afterwards.
func deletedHistoryLeavesNoTrace(t *testing.T, s *stack) {
	me := s.newShopper(t)
	for _, remove := range []func(id string){
		func(id string) { me.call(t, http.MethodDelete, "/api/history/"+id, nil, nil) },
		func(string) { me.call(t, http.MethodDelete, "/api/history", nil, nil) },
	} {
		id := me.search(t, "Bluetooth Speaker").InteractionID
		if next := me.recommend(t); !slices.ContainsFunc(next.Products, func(p product) bool { return p.Reason.Type == "search" }) {
			t.Fatalf("card before the deletion = %+v, want one that follows the search", next)
		}
		remove(id)
		me.wantPopular(t)
	}
	me.logDirectly(t, "mine", "a query that the trigger embeds")
	me.call(t, http.MethodDelete, "/api/history", nil, nil)
	s.awaitVector(t, me.ID, me.record(t, "click", me.search(t, "lamp").Products[0].ProductID)) // the earlier event has been handled by then
	if got := s.documents(t, me.ID); len(got) != 2 {
		t.Errorf("log = %q, want the two interactions after the deletion", got)
	}
}

func accountDeletionDeletesData(t *testing.T, s *stack) {
	me, other := s.newShopper(t), s.newShopper(t)
	me.record(t, "click", me.search(t, "yoga mat").Products[0].ProductID)
	other.search(t, "yoga mat")
	me.call(t, http.MethodDelete, "/api/account", nil, nil)
	if left := s.documents(t, me.ID); len(left) != 0 {
		t.Errorf("log of the deleted account = %q, want none", left)
	}
	var account struct{ Users []struct{ LocalID string } }
	url := s.Auth + "/identitytoolkit.googleapis.com/v1/projects/" + s.Project + "/accounts:lookup"
	status, err := send(http.MethodPost, url, owner, map[string]any{"localId": []string{me.ID, other.ID}}, &account)
	if status != http.StatusOK || len(account.Users) != 1 || account.Users[0].LocalID != other.ID {
		t.Errorf("Auth has %+v (status %d, %v), want only the other shopper", account, status, err)
	}
	if status, _ := me.try(http.MethodGet, "/api/recommend/"+me.ID, nil, nil); status != http.StatusUnauthorized {
		t.Errorf("request with the token of the deleted account: status %d, want 401", status)
	}
	if len(s.documents(t, other.ID)) != 1 {
		t.Error("the log of the other shopper was deleted")
	}
}

// functionsAreReady checks that every HTTP function has loaded its dependencies, such as the index and the model.
func functionsAreReady(t *testing.T, s *stack) {
	for _, f := range functions.Table() {
		if len(f.Routes) == 0 {
			continue
		}
		if status, err := send(http.MethodGet, s.API+"/_run/"+f.Name+functions.ReadyPath, "", nil, nil); status != http.StatusOK {
			t.Errorf("function %s is not ready: status %d, %v", f.Name, status, err)
		}
	}
}
