package wire

import (
	"context"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/telemetry"
)

// measuredImports opens the database on the first call and measures each call.
type measuredImports struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

// Newest returns the last import of each source, see feed.Store.
func (m measuredImports) Newest(ctx context.Context) (all []feed.Import, err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "Imports")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return nil, err
	}
	return d.imports.Newest(ctx)
}
