package wire

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/gcp/authusers"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/interaction"
)

// Deleter returns what ends accounts. It needs neither index nor model.
func (a *App) Deleter(ctx context.Context) (*account.Deleter, error) {
	data, err := a.userData(ctx)
	if err != nil {
		return nil, err
	}
	users, err := a.users.Get(ctx)
	return account.NewDeleter(data, users), err
}

// userData returns everything that is kept of users.
func (a *App) userData(ctx context.Context) (account.Data, error) {
	if a.ports.Log != nil {
		return logData{a.ports.Log}, nil
	}
	client, err := a.firestore.Get(ctx)
	if err != nil {
		return nil, fmt.Errorf("firestore: %w", err)
	}
	return firestoredb.NewUserData(client), nil
}

func (a *App) newUsers(ctx context.Context) (account.Users, error) {
	if a.ports.Users != nil {
		return a.ports.Users, nil
	}
	return authusers.New(ctx, a.config.Project)
}

// logData is the data of users of whom only a log is kept.
type logData struct{ log interaction.Log }

// Erase implements account.Data.
func (d logData) Erase(ctx context.Context, userID string) error { return d.log.Clear(ctx, userID) }
