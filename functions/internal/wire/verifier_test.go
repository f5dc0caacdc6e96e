package wire

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"shopfyp.dev/functions/internal/api"
)

// emulatorToken returns an unsigned token of the project, like those of the Auth emulator.
func emulatorToken(project, uid string) string {
	now := time.Now().Unix()
	payload := fmt.Sprintf(`{"iss":"https://securetoken.google.com/%s","aud":%q,"sub":%q,"iat":%d,"exp":%d,"auth_time":%d}`,
		project, project, uid, now-60, now+3600, now-60)
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + encode([]byte(payload)) + "."
}

func TestVerifier(t *testing.T) {
	accounts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"users": [{"localId": "ann"}]}`) // the verifier looks up the account
	}))
	defer accounts.Close()
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", accounts.Listener.Addr().String())
	app, err := New(Config{Project: "demo-p", QueryCache: 1}, Ports{}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	v := app.Verifier
	if user, err := v.Verify(t.Context(), emulatorToken("demo-p", "ann")); user.ID != "ann" || err != nil {
		t.Errorf("Verify = %q, %v, want ann", user.ID, err)
	}
	for name, token := range map[string]string{"of another project": emulatorToken("demo-q", "ann"), "malformed": "ann", "without a user": emulatorToken("demo-p", "")} {
		if user, err := v.Verify(t.Context(), token); user.ID != "" || !errors.Is(err, api.ErrUnauthenticated) {
			t.Errorf("Verify(%s) = %q, %v, want ErrUnauthenticated", name, user.ID, err)
		}
	}
}

func TestVerifierWithoutProject(t *testing.T) {
	app, err := New(Config{QueryCache: 1}, Ports{}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := app.Verifier.Verify(t.Context(), "token"); err == nil || errors.Is(err, api.ErrUnauthenticated) {
		t.Errorf("Verify without a project = %v, want an error other than ErrUnauthenticated", err)
	}
}
