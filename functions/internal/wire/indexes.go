package wire

import (
	"context"

	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
)

// Indexes are the versions of the index in the bucket.
type Indexes struct{ app *App }

// Current returns the manifest of the current version, or snapshot.ErrNoIndex.
func (i Indexes) Current(ctx context.Context) (snapshot.Manifest, error) {
	b, err := i.app.bucket(ctx)
	if err != nil {
		return snapshot.Manifest{}, err
	}
	m, _, err := snapshot.Current(ctx, b)
	return m, err
}

// Versions returns the manifests of all versions, newest first.
func (i Indexes) Versions(ctx context.Context) ([]snapshot.Manifest, error) {
	b, err := i.app.bucket(ctx)
	if err != nil {
		return nil, err
	}
	return snapshot.Versions(ctx, b)
}

// Held reports whether builds wait for the newest version to be activated.
func (i Indexes) Held(ctx context.Context) (bool, error) {
	b, err := i.app.bucket(ctx)
	if err != nil {
		return false, err
	}
	return snapshot.Held(ctx, b)
}

// Activate makes a version current, see snapshot.Activate.
func (i Indexes) Activate(ctx context.Context, version string) error {
	b, err := i.app.bucket(ctx)
	if err != nil {
		return err
	}
	return snapshot.Activate(ctx, b, version)
}

// Queries returns the texts of the queries that may be shown, by their hashes.
func (i Indexes) Queries(ctx context.Context) (map[string]querytext.Query, error) {
	b, err := i.app.bucket(ctx)
	if err != nil {
		return nil, err
	}
	m, _, err := snapshot.Current(ctx, b)
	if err != nil {
		return nil, err
	}
	return querytext.Read(ctx, b, m.Version)
}
