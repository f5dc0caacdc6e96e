// Package server serves all HTTP functions from one process, for tools that need a whole shop.
package server

import (
	"context"
	"net/http"
	"strings"

	"shopfyp.dev/functions"
	"shopfyp.dev/shared/staff"
)

// Handler serves every HTTP function of host at its routes' paths.
func Handler(host *functions.Host) http.Handler {
	mux := http.NewServeMux()
	for _, f := range functions.Table() {
		if len(f.Routes) == 0 {
			continue
		}
		h, paths := host.HTTP(f.Name), make(map[string]bool)
		for _, r := range f.Routes {
			if _, path, _ := strings.Cut(r.Pattern, " "); !paths[path] {
				paths[path] = true
				mux.Handle(path, h)
			}
		}
	}
	return mux
}

// TokenIsUser is a verifier that accepts any token and returns it as the user's ID.
type TokenIsUser struct{}

// Verify returns the token.
func (TokenIsUser) Verify(_ context.Context, token string) (staff.User, error) {
	return staff.User{ID: token}, nil
}

// VerifyAnonymous implements wire.Verifier.
func (TokenIsUser) VerifyAnonymous(_ context.Context, token string) (string, error) {
	return token, nil
}
