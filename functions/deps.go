package functions

import (
	"context"
	"log/slog"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// deps gives the functions what they work with. Each method makes it at its first call that
// succeeds and returns the same ever after.
type deps interface {
	Verifier(context.Context) (api.Verifier, error)
	Products(context.Context) (catalog.Store, error)
	Log(context.Context) (interaction.Log, error)
	Recorder(context.Context) (*interaction.Recorder, error)
	Service(context.Context) (*recommend.Service, error)
	HistoryReader(context.Context) (*interaction.HistoryReader, error)
	Vectorizer(context.Context) (*interaction.Vectorizer, error)
	Deleter(context.Context) (*account.Deleter, error)
	LoadIndex(context.Context) error   // so that no request waits for it
	LoadEncoder(context.Context) error // likewise
	Logger() *slog.Logger
	Flush(context.Context) error // writes what waits to be written
	Close() error
}

// verifier is the Verifier of deps, made when a token is first checked.
type verifier struct{ deps deps }

// Verify implements api.Verifier.
func (v verifier) Verify(ctx context.Context, token string) (string, error) {
	made, err := v.deps.Verifier(ctx)
	if err != nil {
		return "", err
	}
	return made.Verify(ctx, token)
}
