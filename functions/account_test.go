package functions

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

// Only the token determines the account.
func TestAccountDeletesTheUserOfTheToken(t *testing.T) {
	w := newWorld(t)
	r := httptest.NewRequest("DELETE", "/api/account?userId=bob", nil)
	r.Header.Set("Authorization", "Bearer ann")
	answer := httptest.NewRecorder()
	w.host(t, io.Discard).HTTP("account").ServeHTTP(answer, r)
	if answer.Code != http.StatusOK || !slices.Equal(w.deleted, []string{"ann"}) {
		t.Errorf("status %d %s, deleted users %q, want 200 and ann", answer.Code, answer.Body, w.deleted)
	}
}
