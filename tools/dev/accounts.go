package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sync/errgroup"
)

// An account is an account in the Auth emulator's export. Its times are decimal strings.
type account struct {
	LocalID    string `json:"localId"`
	CreatedAt  string `json:"createdAt"`            // milliseconds
	ValidSince string `json:"validSince,omitempty"` // seconds; tokens issued earlier are revoked
}

// since returns the time in seconds after which issued tokens are valid.
func (a account) since() (string, error) {
	if a.ValidSince != "" {
		return a.ValidSince, nil
	}
	ms, err := strconv.ParseInt(a.CreatedAt, 10, 64)
	return strconv.FormatInt(ms/1000, 10), err
}

// keepSessions restores the tokens that were issued before the export in dir. The
// emulator revokes all tokens on import, which would sign out every browser.
func (f firebase) keepSessions(ctx context.Context, dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, "auth_export", "accounts.json"))
	if err != nil {
		return err
	}
	var exported struct{ Users []account }
	if err := json.Unmarshal(text, &exported); err != nil {
		return fmt.Errorf("saved accounts: %w", err)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for _, a := range exported.Users {
		g.Go(func() error { return f.setValidSince(ctx, a) })
	}
	return g.Wait()
}

func (f firebase) setValidSince(ctx context.Context, a account) error {
	since, err := a.since()
	if err != nil {
		return fmt.Errorf("account %s: %w", a.LocalID, err)
	}
	body, err := json.Marshal(account{LocalID: a.LocalID, CreatedAt: a.CreatedAt, ValidSince: since})
	if err != nil {
		return err
	}
	return post(ctx, f.config.accountsURL()+":update", body)
}

// accountsURL returns the URL of the Auth emulator's accounts API.
func (c Config) accountsURL() string {
	return "http://" + address(c.Ports.Auth) + "/identitytoolkit.googleapis.com/v1/projects/" + c.Project + "/accounts"
}
