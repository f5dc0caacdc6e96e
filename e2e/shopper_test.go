package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// A shopper is a signed-in user.
type shopper struct {
	stack *stack
	ID    string `json:"localId"`
	Token string `json:"idToken"`
}

// product is a product in an API response.
type product struct {
	ProductID string
	Title     string
	Category  []string
	Reason    struct{ Type, Query, ProductID string }
}

// card is the response of search and recommend.
type card struct {
	Products      []product
	InteractionID string
}

func (c card) ids() []string {
	var ids []string
	for _, p := range c.Products {
		ids = append(ids, p.ProductID)
	}
	return ids
}

// newShopper signs in a new anonymous user.
func (s *stack) newShopper(t *testing.T) *shopper {
	t.Helper()
	me := &shopper{stack: s}
	if status, err := send(http.MethodPost, s.accounts("signUp"), "", map[string]any{"returnSecureToken": true}, me); status != http.StatusOK || err != nil {
		t.Fatalf("sign up: status %d, %v", status, err)
	}
	return me
}

// newMember signs up a user with an email address.
func (s *stack) newMember(t *testing.T, email string) *shopper {
	t.Helper()
	me := &shopper{stack: s}
	in := map[string]any{"email": email, "password": memberPassword, "returnSecureToken": true}
	if status, err := send(http.MethodPost, s.accounts("signUp"), "", in, me); status != http.StatusOK || err != nil {
		t.Fatalf("sign up %s: status %d, %v", email, status, err)
	}
	return me
}

// signIn signs a member in as me and returns the HTTP status.
func (s *stack) signIn(email string, me *shopper) int {
	in := map[string]any{"email": email, "password": memberPassword, "returnSecureToken": true}
	status, _ := send(http.MethodPost, s.accounts("signInWithPassword"), "", in, me)
	return status
}

const memberPassword = "shopfyp"

// accounts returns the URL of an account call, as the Firebase SDK makes it.
func (s *stack) accounts(call string) string {
	return s.Auth + "/identitytoolkit.googleapis.com/v1/accounts:" + call + "?key=demo"
}

// call calls the API through Hosting and fails the test unless the status is 200.
func (me *shopper) call(t *testing.T, method, path string, in, out any) {
	t.Helper()
	if status, err := me.try(method, path, in, out); status != http.StatusOK || err != nil {
		t.Fatalf("%s %s: status %d, %v", method, path, status, err)
	}
}

func (me *shopper) try(method, path string, in, out any) (status int, err error) {
	return send(method, me.stack.Hosting+path, me.Token, in, out)
}

func (me *shopper) search(t *testing.T, query string) card {
	t.Helper()
	var c card
	me.call(t, http.MethodPost, "/api/search", map[string]any{"query": query}, &c)
	return c
}

func (me *shopper) recommend(t *testing.T) card {
	t.Helper()
	var c card
	me.call(t, http.MethodGet, "/api/recommend/"+me.ID, nil, &c)
	return c
}

// record sends a click or a dismissal and returns the interaction's ID.
func (me *shopper) record(t *testing.T, what, productID string) string {
	t.Helper()
	var answer struct{ Status, InteractionID string }
	me.call(t, http.MethodPost, "/api/"+what, map[string]string{"productId": productID}, &answer)
	if answer.Status != "ok" || answer.InteractionID == "" {
		t.Fatalf("%s of %s = %+v, want status ok and an interaction ID", what, productID, answer)
	}
	return answer.InteractionID
}

// send sends in as JSON and decodes a 200 response into out. For other statuses, err contains the body.
func send(method, url, token string, in, out any) (status int, err error) {
	body, err := json.Marshal(in)
	if err != nil {
		return 0, err
	}
	req, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	if in == nil {
		req.Body, req.ContentLength = http.NoBody, 0
	}
	req.Header.Set("Content-Type", "application/json")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return resp.StatusCode, err
	}
	if resp.StatusCode != http.StatusOK {
		return resp.StatusCode, fmt.Errorf("%s", bytes.TrimSpace(answer))
	}
	if out == nil {
		return resp.StatusCode, nil
	}
	return resp.StatusCode, json.Unmarshal(answer, out)
}
