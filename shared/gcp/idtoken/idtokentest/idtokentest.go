// Package idtokentest stands in for the Auth emulator where a test only needs
// users who are who they say: its tokens, and what the Firebase SDK asks it.
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

// Emulate has idtoken's Verifiers that the test makes from now on accept Token's tokens.
func Emulate(t testing.TB) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /identitytoolkit.googleapis.com/v1/projects/{project}/{call}", lookup)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", server.Listener.Addr().String())
}

// lookup answers accounts:lookup: whoever is asked for is a user.
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

// Token returns an ID token of the user, signed by nobody and good for an hour, as the Auth emulator makes them.
func Token(project, user string) string {
	now := time.Now().Unix()
	payload := fmt.Sprintf(`{"iss":%q,"aud":%q,"sub":%q,"user_id":%[3]q,"iat":%d,"exp":%d,"auth_time":%[4]d,"firebase":{"sign_in_provider":"anonymous"}}`,
		"https://securetoken.google.com/"+project, project, user, now, now+3600)
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + encode([]byte(payload)) + "."
}
