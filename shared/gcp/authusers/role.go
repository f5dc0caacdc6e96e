package authusers

import (
	"context"
	"fmt"
	"maps"

	"firebase.google.com/go/v4/auth"

	"shopfyp.dev/shared/staff"
)

// roleClaim is the custom claim of an account that holds its role. Its ID tokens contain it.
const roleClaim = "role"

// SetRole gives the account with the email address a role, and returns the one that it had. The zero Role takes the role
// away. Other custom claims stay. An account with fewer rights than before is signed out everywhere, because its tokens
// still have the old role. The email address must be verified.
func (u *Users) SetRole(ctx context.Context, email string, role staff.Role) (before staff.Role, err error) {
	user, err := u.client.GetUserByEmail(ctx, email)
	if auth.IsUserNotFound(err) {
		return "", fmt.Errorf("no account has the email address %s: sign up in the shop first", email)
	}
	if err != nil {
		return "", fmt.Errorf("account of %s: %w", email, err)
	}
	if role != "" && !user.EmailVerified {
		return "", fmt.Errorf("the email address %s is not verified: follow the link in the shop's email first", email)
	}
	name, _ := user.CustomClaims[roleClaim].(string)
	before = staff.Role(name)
	if err := u.client.SetCustomUserClaims(ctx, user.UID, claimsWith(user.CustomClaims, role)); err != nil {
		return before, fmt.Errorf("role of %s: %w", email, err)
	}
	if !role.May(before) {
		if err := u.client.RevokeRefreshTokens(ctx, user.UID); err != nil {
			return before, fmt.Errorf("the role of %s is %q, but the account is still signed in with the old one: %w", email, role, err)
		}
	}
	return before, nil
}

func claimsWith(claims map[string]any, role staff.Role) map[string]any {
	changed := maps.Clone(claims)
	if changed == nil {
		changed = make(map[string]any)
	}
	if role == "" {
		delete(changed, roleClaim)
	} else {
		changed[roleClaim] = string(role)
	}
	return changed
}
