package wire

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/gcp/authusers"
	"shopfyp.dev/shared/gcp/idtoken"
	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/telemetry"
)

// verifier adapts the verifier of ID tokens to Verifier. It opens on the first call and measures each call.
type verifier struct {
	tokens    *lazy.Value[Verifier]
	telemetry *telemetry.Telemetry
}

// Verify returns the user of the token, or api.ErrUnauthenticated for an invalid token.
func (v verifier) Verify(ctx context.Context, token string) (u staff.User, err error) {
	err = v.verify(ctx, "Verify", func(tokens Verifier, ctx context.Context) (err error) {
		u, err = tokens.Verify(ctx, token)
		return err
	})
	return u, err
}

// VerifyAnonymous implements Verifier.
func (v verifier) VerifyAnonymous(ctx context.Context, token string) (uid string, err error) {
	err = v.verify(ctx, "VerifyAnonymous", func(tokens Verifier, ctx context.Context) (err error) {
		uid, err = tokens.VerifyAnonymous(ctx, token)
		return err
	})
	return uid, err
}

func (v verifier) verify(ctx context.Context, operation string, verify func(Verifier, context.Context) error) (err error) {
	ctx, timer := v.telemetry.Stage(ctx, telemetry.Auth, operation)
	defer func() { timer.End(err) }()
	tokens, err := v.tokens.Get(ctx)
	if err != nil {
		return err
	}
	err = verify(tokens, ctx)
	if errors.Is(err, idtoken.ErrInvalid) {
		return fmt.Errorf("%w: %w", api.ErrUnauthenticated, err)
	}
	return err
}

func (a *App) openTokens(ctx context.Context) (Verifier, error) {
	if a.ports.Verifier != nil {
		return a.ports.Verifier, nil
	}
	tokens, err := idtoken.New(ctx, a.config.Project)
	if err != nil || a.config.UserCheckEvery == 0 {
		return tokens, err
	}
	users, err := authusers.New(ctx, a.config.Project)
	if err != nil {
		return nil, err
	}
	return tokens.Checking(users.UserStatus, a.config.UserCheckEvery)
}

func (a *App) openUsers(ctx context.Context) (account.Users, error) {
	if a.ports.Users != nil {
		return a.ports.Users, nil
	}
	return authusers.New(ctx, a.config.Project)
}

// users is an account.Users whose client opens on the first call.
type users struct{ client *lazy.Value[account.Users] }

// Delete implements account.Users.
func (u users) Delete(ctx context.Context, userID string) error {
	client, err := u.client.Get(ctx)
	if err != nil {
		return err
	}
	return client.Delete(ctx, userID)
}
