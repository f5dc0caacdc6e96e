package wire

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
)

// Observe has the App measure what it does. It must be called before anything is asked for; where t is
// nil nothing stands between the ports and who calls them.
func (a *App) Observe(t *telemetry.Telemetry) error {
	use, err := t.Indexes(time.Now)
	a.telemetry, a.views.telemetry = t, t
	a.indexInUse = func(m snapshot.Manifest) {
		use(telemetry.IndexInfo{Version: m.Version, BuiltAt: m.BuiltAt, Recall: m.Index.RecallAt10, Products: m.Count})
	}
	return err
}

func (a *App) observedVerifier(v api.Verifier) api.Verifier {
	if a.telemetry == nil {
		return v
	}
	return observedVerifier{v, a.telemetry}
}

func (a *App) observedStore(s catalog.Store) catalog.Store {
	if a.telemetry == nil {
		return s
	}
	return observedStore{s, a.telemetry}
}

func (a *App) observedLog(l interaction.Log) interaction.Log {
	if a.telemetry == nil {
		return l
	}
	return observedLog{l, a.telemetry}
}

func (a *App) observedEmbedder(e embed.Embedder) embed.Embedder {
	if a.telemetry == nil {
		return e
	}
	return observedEmbedder{e, a.telemetry}
}

// observedVerifier measures an api.Verifier.
type observedVerifier struct {
	api.Verifier
	telemetry *telemetry.Telemetry
}

func (o observedVerifier) Verify(ctx context.Context, token string) (uid string, err error) {
	ctx, timer := o.telemetry.Stage(ctx, telemetry.Auth, "Verify")
	defer func() { timer.End(err) }()
	return o.Verifier.Verify(ctx, token)
}

// observedStore measures what requests ask of a catalog.Store.
type observedStore struct {
	catalog.Store
	telemetry *telemetry.Telemetry
}

func (o observedStore) Get(ctx context.Context, id catalog.ID) (p catalog.Product, err error) {
	ctx, timer := o.telemetry.Stage(ctx, telemetry.Store, "Product")
	defer func() { timer.End(err) }()
	return o.Store.Get(ctx, id)
}

// observedEmbedder measures an embed.Embedder.
type observedEmbedder struct {
	embed.Embedder
	telemetry *telemetry.Telemetry
}

func (o observedEmbedder) EmbedQuery(ctx context.Context, text string) (v []float32, err error) {
	ctx, timer := o.telemetry.Stage(ctx, telemetry.Embed, "Query")
	defer func() { timer.End(err) }()
	return o.Embedder.EmbedQuery(ctx, text)
}

func (o observedEmbedder) EmbedDocument(ctx context.Context, text string) (v []float32, err error) {
	ctx, timer := o.telemetry.Stage(ctx, telemetry.Embed, "Document")
	defer func() { timer.End(err) }()
	return o.Embedder.EmbedDocument(ctx, text)
}
