package idtoken

import (
	"errors"
	"testing"

	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
)

func TestVerifyAnonymous(t *testing.T) {
	idtokentest.Emulate(t)
	v := newVerifier(t)
	if uid, err := v.VerifyAnonymous(t.Context(), idtokentest.Token(project, "ann")); uid != "ann" || err != nil {
		t.Errorf("VerifyAnonymous = %q, %v, want ann", uid, err)
	}
	email := claims{"email": []string{"ann@example.org"}}
	for name, payload := range map[string]claims{
		"signed in with a password":         with(claims{"firebase": claims{"sign_in_provider": "password", "identities": email}}),
		"linked since the first sign-in":    with(claims{"firebase": claims{"sign_in_provider": "anonymous", "identities": email}}),
		"custom token without identities":   with(claims{"firebase": claims{"sign_in_provider": "custom"}}),
		"no provider":                       with(nil),
		"anonymous, but of another project": with(claims{"aud": "demo-other", "firebase": claims{"sign_in_provider": "anonymous"}}),
	} {
		token := idtokentest.Sign(t, claims{"alg": "none", "typ": "JWT"}, payload, nil)
		if uid, err := v.VerifyAnonymous(t.Context(), token); uid != "" || !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: VerifyAnonymous = %q, %v, want ErrInvalid", name, uid, err)
		}
	}
}
