package functions

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
)

// Responses and logs contain no part of a token, good or bad, at any log level.
func TestTokensStaySecret(t *testing.T) {
	idtokentest.Emulate(t)
	t.Setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1") // no request reaches Firestore
	var log bytes.Buffer
	host, err := Open([]string{"GOOGLE_CLOUD_PROJECT=demo-start", "BUCKET=demo-start", "LOG_LEVEL=DEBUG"}, &log)
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	server := host.HTTP("recommend")
	for name, tt := range map[string]struct {
		authorization string
		want          int
	}{
		"valid, of another user": {"Bearer " + idtokentest.Token("demo-start", "ann"), http.StatusForbidden},
		"of another project":     {"Bearer " + idtokentest.Token("demo-other", "ann"), http.StatusUnauthorized},
		"not base64":             {"Bearer secret-header!.secret-payload!.secret-signature!", http.StatusUnauthorized},
		"one word":               {"Bearer secret-password-by-mistake", http.StatusUnauthorized},
		"another scheme":         {"Basic c2VjcmV0LXVzZXI6c2VjcmV0LXBhc3N3b3Jk", http.StatusUnauthorized},
		"two words":              {"Bearer secret-one secret-two-of-them", http.StatusUnauthorized},
	} {
		r := httptest.NewRequest("GET", "/api/recommend/bob", nil)
		r.Header.Set("Authorization", tt.authorization)
		w := httptest.NewRecorder()
		log.Reset()
		server.ServeHTTP(w, r)
		if w.Code != tt.want || log.Len() == 0 {
			t.Errorf("%s: status %d and log %q, want %d and a log line", name, w.Code, &log, tt.want)
		}
		_, token, _ := strings.Cut(tt.authorization, " ")
		for _, part := range strings.FieldsFunc(token, func(c rune) bool { return c == '.' || c == ' ' }) {
			if strings.Contains(w.Body.String(), part) || strings.Contains(log.String(), part) {
				t.Errorf("%s: the response or the log exposes %q of the token:\n%s\n%s", name, part, w.Body, &log)
			}
		}
	}
}
