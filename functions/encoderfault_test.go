package functions

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"shopfyp.dev/shared/interaction"
)

// A card needs the encoder only for a search whose vector is not stored yet. If the encoder fails, and the user has
// no other interaction, recommend answers with popular products instead of an error.
func TestRecommendWithoutEncoderReturnsPopularProducts(t *testing.T) {
	w := newWorld(t)
	if _, err := w.log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "desk lamp"}); err != nil {
		t.Fatal(err)
	}
	handler := w.host(t, io.Discard).HTTP("recommend")

	w.withFault(t, "model is unavailable")
	got := requireCard(t, handler, "ann")
	if got.Fallback != "popular" || len(got.Products) != 3 || got.Products[0].Reason.Type != "popular" {
		t.Errorf("card without the encoder = %+v, want three popular products and fallback popular", got)
	}

	delete(w.faults, "model is unavailable")
	got = requireCard(t, handler, "ann")
	if got.Fallback != "" || len(got.Products) != 3 || got.Products[0].Reason.Query != "desk lamp" {
		t.Errorf("card after the encoder recovers = %+v, want one that follows the search and no fallback", got)
	}
}

// requireCard returns the user's next card. It fails the test unless the status is 200.
func requireCard(t *testing.T, handler http.Handler, user string) (card answerForTest) {
	t.Helper()
	req := httptest.NewRequest("GET", "/api/recommend/"+user, http.NoBody)
	req.Header.Set("Authorization", "Bearer "+user)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, req)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s = %d %s, want 200", req.URL.Path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &card); err != nil {
		t.Fatalf("GET %s: decode body: %v", req.URL.Path, err)
	}
	return card
}
