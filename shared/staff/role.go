package staff

import (
	"context"
	"slices"
)

// A Role is what a member of the staff may do. The custom claim "role" of a Firebase account holds it.
type Role string

// Roles, each with the rights of those before it. The zero Role is a shopper's.
const (
	Viewer Role = "viewer" // reads figures, rules and experiments
	Editor Role = "editor" // changes products, rules and experiments
	Owner  Role = "owner"  // also goes back to an older index and reads the record of changes
)

// Roles holds all roles of the staff, the least first.
var Roles = []Role{Viewer, Editor, Owner}

// May reports whether the role has the rights of another one.
func (r Role) May(required Role) bool {
	return slices.Index(Roles, r) >= slices.Index(Roles, required)
}

// A User is the user of an ID token.
type User struct {
	ID    string
	Email string // "" for an anonymous user
	Role  Role   // "" for a shopper
}

type userKey struct{}

// NewContext returns a context with the user of a request.
func NewContext(ctx context.Context, u User) context.Context {
	return context.WithValue(ctx, userKey{}, u)
}

// FromContext returns the user of NewContext, or the zero User.
func FromContext(ctx context.Context) User {
	u, _ := ctx.Value(userKey{}).(User)
	return u
}
