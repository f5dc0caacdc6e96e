// Package idtokentest makes ID tokens for tests and fakes the servers that verify them: the
// Auth emulator, in which every user exists, and Google's key server.
package idtokentest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Emulate starts a fake Auth emulator. Until the test ends, new Verifiers accept tokens from Token.
func Emulate(t testing.TB) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /identitytoolkit.googleapis.com/v1/projects/{project}/{call}", lookup)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", server.Listener.Addr().String())
}

// lookup answers accounts:lookup. Every requested user exists.
func lookup(w http.ResponseWriter, r *http.Request) {
	var asked struct{ LocalID []string }
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || r.PathValue("call") != "accounts:lookup" {
		http.Error(w, "only accounts:lookup is emulated", http.StatusNotImplemented)
		return
	}
	type user struct {
		LocalID string `json:"localId"`
	}
	var answer struct {
		Users []user `json:"users"`
	}
	for _, id := range asked.LocalID {
		answer.Users = append(answer.Users, user{id})
	}
	json.NewEncoder(w).Encode(answer)
}

// Token returns an ID token for the user. Like the tokens of the Auth emulator, it is unsigned and expires after an hour.
func Token(project, user string) string {
	now := time.Now().Unix()
	payload := fmt.Sprintf(`{"iss":%q,"aud":%q,"sub":%q,"user_id":%[3]q,"iat":%d,"exp":%d,"auth_time":%[4]d,"firebase":{"sign_in_provider":"anonymous"}}`,
		"https://securetoken.google.com/"+project, project, user, now, now+3600)
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + encode([]byte(payload)) + "."
}
