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

// emulatorToken returns a token as the Auth emulator gives one: of the project, and signed by nobody.
func emulatorToken(project, uid string) string {
	now := time.Now().Unix()
	payload := fmt.Sprintf(`{"iss":"https://securetoken.google.com/%s","aud":%q,"sub":%q,"iat":%d,"exp":%d,"auth_time":%d}`,
		project, project, uid, now-60, now+3600, now-60)
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + encode([]byte(payload)) + "."
}

func TestVerifier(t *testing.T) {
	accounts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"users": [{"localId": "ann"}]}`) // the emulator is asked whether the account is there
	}))
	defer accounts.Close()
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", accounts.Listener.Addr().String())
	app := New(Config{Project: "demo-p"}, Ports{}, slog.New(slog.DiscardHandler))
	v, err := app.Verifier(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if uid, err := v.Verify(t.Context(), emulatorToken("demo-p", "ann")); uid != "ann" || err != nil {
		t.Errorf("Verify = %q, %v, want ann", uid, err)
	}
	for name, token := range map[string]string{"another project's": emulatorToken("demo-q", "ann"), "no token": "ann", "nobody's": emulatorToken("demo-p", "")} {
		if uid, err := v.Verify(t.Context(), token); uid != "" || !errors.Is(err, api.ErrUnauthenticated) {
			t.Errorf("Verify(%s) = %q, %v, want ErrUnauthenticated", name, uid, err)
		}
	}
}

func TestVerifierOfNoProject(t *testing.T) {
	app := New(Config{}, Ports{}, slog.New(slog.DiscardHandler))
	if _, err := app.Verifier(t.Context()); err == nil {
		t.Error("a verifier was made without a project")
	}
}
