package wire

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/gcp/servicetoken"
)

type serviceTokens struct{ err error }

func (s serviceTokens) Verify(_ context.Context, token string) (string, error) { return token, s.err }

func TestVerifyBackend(t *testing.T) {
	down := errors.New("no keys")
	tests := []struct {
		name, email string
		err, want   error
	}{
		{"configured", "backend@p.iam.gserviceaccount.com", nil, nil},
		{"another account", "other@p.iam.gserviceaccount.com", nil, api.ErrNotTheBackend},
		{"part of an address", "backend@p", nil, api.ErrNotTheBackend},
		{"bad token", "", fmt.Errorf("%w: expired", servicetoken.ErrInvalid), api.ErrUnauthenticated},
		{"no keys", "", down, down},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := backendVerifier{serviceTokens{tt.err}, []string{"backend@p.iam.gserviceaccount.com"}}
			account, err := b.VerifyBackend(t.Context(), tt.email)
			if !errors.Is(err, tt.want) || err == nil && account != tt.email {
				t.Errorf("VerifyBackend = %q, %v, want %q, %v", account, err, tt.email, tt.want)
			}
		})
	}
}
