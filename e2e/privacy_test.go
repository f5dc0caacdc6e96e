package e2e

import (
	"net/http"
	"slices"
	"testing"

	"shopfyp.dev/functions"
)

// documents returns the names of what Firestore holds of a user's log, as its owner.
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

// wantPopular wants a next card that knows nothing of the shopper.
func (me *shopper) wantPopular(t *testing.T) {
	t.Helper()
	for _, p := range me.recommend(t).Products {
		if p.Reason.Type != "popular" {
			t.Errorf("%s is recommended because of %+v, want popular", p.ProductID, p.Reason)
		}
	}
}

// What is removed while its trigger is under way comes back neither on the next card nor later.
func removedLeavesNoTrace(t *testing.T, s *stack) {
	me := s.newShopper(t)
	for _, remove := range []func(id string){
		func(id string) { me.call(t, http.MethodDelete, "/api/history/"+id, nil, nil) },
		func(string) { me.call(t, http.MethodDelete, "/api/history", nil, nil) },
	} {
		id := me.search(t, "Bluetooth Speaker").InteractionID
		if next := me.recommend(t); !slices.ContainsFunc(next.Products, func(p product) bool { return p.Reason.Type == "search" }) {
			t.Fatalf("the card before = %+v, want it to follow the search", next)
		}
		remove(id)
		me.wantPopular(t)
	}
	me.logDirectly(t, "mine", "a query that the trigger embeds")
	me.call(t, http.MethodDelete, "/api/history", nil, nil)
	s.awaitVector(t, me.ID, me.record(t, "click", me.search(t, "lamp").Products[0].ProductID)) // by now the earlier event has been handled too
	if got := s.documents(t, me.ID); len(got) != 2 {
		t.Errorf("the log holds %q, want the two interactions since", got)
	}
}

func accountEnds(t *testing.T, s *stack) {
	me, other := s.newShopper(t), s.newShopper(t)
	me.record(t, "click", me.search(t, "yoga mat").Products[0].ProductID)
	other.search(t, "yoga mat")
	me.call(t, http.MethodDelete, "/api/account", nil, nil)
	if left := s.documents(t, me.ID); len(left) != 0 {
		t.Errorf("of the ended account %q are left", left)
	}
	var account struct{ Users []struct{ LocalID string } }
	url := s.Auth + "/identitytoolkit.googleapis.com/v1/projects/" + s.Project + "/accounts:lookup"
	status, err := send(http.MethodPost, url, owner, map[string]any{"localId": []string{me.ID, other.ID}}, &account)
	if status != http.StatusOK || len(account.Users) != 1 || account.Users[0].LocalID != other.ID {
		t.Errorf("Auth has %+v (status %d, %v), want the other shopper alone", account, status, err)
	}
	if status, _ := me.try(http.MethodGet, "/api/recommend/"+me.ID, nil, nil); status != http.StatusUnauthorized {
		t.Errorf("with the ended account's token: status %d, want 401", status)
	}
	if len(s.documents(t, other.ID)) != 1 {
		t.Error("the other shopper's log is gone")
	}
}

// Every function that serves requests has loaded what they need: the index, the model.
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
