package functions

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/invalid"
)

// merger is the part of account.Merger that mergeAccount needs.
type merger interface {
	Merge(ctx context.Context, fromID, toID string) error
}

// anonymousVerifier is the part of wire.Verifier that mergeAccount needs.
type anonymousVerifier interface {
	VerifyAnonymous(ctx context.Context, token string) (uid string, err error)
}

// maxTokenBytes is the maximum size of a token in a body. An ID token of an anonymous user has about 700 bytes.
const maxTokenBytes = 4096

type mergeAccountRequest struct {
	Token string `json:"token" minLength:"1" maxLength:"4096" description:"An ID token of the anonymous user whose account is merged into the caller's."`
}

type mergeAccountResponse struct {
	Status string `json:"status" enum:"ok"`
}

// mergeAccount moves the newest interactions of an anonymous user to the caller, and deletes the anonymous user. The
// caller proves by a token to be that user too.
func mergeAccount(v anonymousVerifier, m merger) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in mergeAccountRequest) (mergeAccountResponse, error) {
		if n := len(in.Token); n == 0 || n > maxTokenBytes {
			return mergeAccountResponse{}, &invalid.FieldError{Field: "token", Problem: fmt.Sprintf("has %d bytes, not 1 to %d", n, maxTokenBytes)}
		}
		from, err := v.VerifyAnonymous(ctx, in.Token)
		if errors.Is(err, api.ErrUnauthenticated) {
			return mergeAccountResponse{}, &invalid.FieldError{Field: "token", Problem: "is not a valid token of an anonymous user"}
		}
		if err != nil {
			return mergeAccountResponse{}, fmt.Errorf("%w: %w", api.ErrNotVerified, err)
		}
		err = m.Merge(ctx, from, uid)
		if errors.Is(err, account.ErrSameUser) {
			return mergeAccountResponse{}, &invalid.FieldError{Field: "token", Problem: "is the caller's own"}
		}
		return mergeAccountResponse{"ok"}, err
	})
}

func openMergeAccount(a *wire.App) api.Endpoint { return mergeAccount(a.Verifier, a.Merger) }
