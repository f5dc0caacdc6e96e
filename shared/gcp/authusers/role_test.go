package authusers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/staff"
)

// An authServer is a fake Auth emulator with one account. The end-to-end tests use the real emulator.
type authServer struct {
	account string // JSON
	updates []string
}

func (s *authServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if strings.HasSuffix(r.URL.Path, ":lookup") {
		fmt.Fprintf(w, `{"users": [%s]}`, s.account)
		return
	}
	var in struct{ CustomAttributes, ValidSince string }
	if json.NewDecoder(r.Body).Decode(&in); in.ValidSince != "" {
		in.CustomAttributes = "revoked"
	}
	s.updates = append(s.updates, in.CustomAttributes)
	w.Write([]byte(`{"localId": "ann"}`))
}

func TestSetRole(t *testing.T) {
	const ann = `{"localId": "ann", "email": "ann@shop.example", "emailVerified": true, "customAttributes": %q}`
	for _, tt := range []struct {
		name    string
		account string
		role    staff.Role
		before  staff.Role
		updates []string
		fails   string
	}{
		{"first role", fmt.Sprintf(ann, ""), staff.Editor, "", []string{`{"role":"editor"}`}, ""},
		{"more rights", fmt.Sprintf(ann, `{"role":"viewer"}`), staff.Owner, staff.Viewer, []string{`{"role":"owner"}`}, ""},
		{"fewer rights", fmt.Sprintf(ann, `{"role":"owner"}`), staff.Viewer, staff.Owner, []string{`{"role":"viewer"}`, "revoked"}, ""},
		{"no role any more", fmt.Sprintf(ann, `{"role":"viewer"}`), "", staff.Viewer, []string{`{}`, "revoked"}, ""},
		{"other claims stay", fmt.Sprintf(ann, `{"plan":"a"}`), staff.Viewer, "", []string{`{"plan":"a","role":"viewer"}`}, ""},
		{"address not verified", `{"localId": "ann", "email": "ann@shop.example"}`, staff.Viewer, "", nil, "not verified"},
		{"no account", "", staff.Viewer, "", nil, "no account"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &authServer{account: tt.account}
			server := httptest.NewServer(s)
			defer server.Close()
			t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", strings.TrimPrefix(server.URL, "http://"))
			before, err := newUsers(t).SetRole(t.Context(), "ann@shop.example", tt.role)
			if before != tt.before || (err != nil) != (tt.fails != "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("SetRole = %q, %v, want %q and an error with %q", before, err, tt.before, tt.fails)
			}
			if !slices.Equal(s.updates, tt.updates) {
				t.Errorf("updates = %q, want %q", s.updates, tt.updates)
			}
		})
	}
}
