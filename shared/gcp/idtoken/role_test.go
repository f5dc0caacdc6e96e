package idtoken

import (
	"testing"

	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
	"shopfyp.dev/shared/staff"
)

func TestVerifyReadsTheRole(t *testing.T) {
	idtokentest.Emulate(t)
	v := newVerifier(t)
	for name, tt := range map[string]struct {
		claims claims
		want   staff.User
	}{
		"owner":                    {claims{"email": "a@b.example", "email_verified": true, "role": "owner"}, staff.User{ID: "ann", Email: "a@b.example", Role: staff.Owner}},
		"viewer":                   {claims{"email": "a@b.example", "email_verified": true, "role": "viewer"}, staff.User{ID: "ann", Email: "a@b.example", Role: staff.Viewer}},
		"address not verified":     {claims{"email": "a@b.example", "email_verified": false, "role": "owner"}, staff.User{ID: "ann", Email: "a@b.example"}},
		"no address":               {claims{"role": "owner"}, staff.User{ID: "ann"}},
		"unknown role":             {claims{"email": "a@b.example", "email_verified": true, "role": "admin"}, staff.User{ID: "ann", Email: "a@b.example"}},
		"role of the wrong type":   {claims{"email": "a@b.example", "email_verified": true, "role": []string{"owner"}}, staff.User{ID: "ann", Email: "a@b.example"}},
		"shopper without any role": {claims{"email": "a@b.example", "email_verified": true}, staff.User{ID: "ann", Email: "a@b.example"}},
	} {
		token := idtokentest.Sign(t, claims{"alg": "none", "typ": "JWT"}, with(tt.claims), nil)
		if got, err := v.Verify(t.Context(), token); got != tt.want || err != nil {
			t.Errorf("%s: Verify = %+v, %v, want %+v", name, got, err, tt.want)
		}
	}
}
