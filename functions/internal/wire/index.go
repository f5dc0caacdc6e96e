package wire

import (
	"context"
	"fmt"
	"path/filepath"

	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
)

// newFollower returns a follower of the snapshots in the bucket.
func (a *App) newFollower(ctx context.Context) (*snapshot.Follower[*recommend.OpenView], error) {
	bucket, err := a.bucket(ctx)
	if err != nil {
		return nil, err
	}
	return snapshot.NewFollower(snapshot.FollowerConfig[*recommend.OpenView]{
		Bucket: bucket, Dir: a.config.SnapshotDir, Every: a.config.RefreshEvery,
		Open: a.openView, Logger: a.Logger,
	}), nil
}

// bucket returns the bucket that holds the snapshots.
func (a *App) bucket(ctx context.Context) (snapshot.Bucket, error) {
	if a.ports.Bucket != nil {
		return a.ports.Bucket, nil
	}
	client, err := a.storage.Get(ctx)
	if err != nil {
		return nil, fmt.Errorf("storage: %w", err)
	}
	return gcsbucket.New(client, a.config.Bucket), nil
}

// openView opens a snapshot and reports it to telemetry as the index in use.
func (a *App) openView(ctx context.Context, b snapshot.Build) (*recommend.OpenView, error) {
	open := a.ports.OpenIndex
	if open == nil {
		open = a.openFAISS
	}
	v, err := recommend.Opener{Model: a.encoder.Model(), Dim: a.encoder.Dim(), Index: open}.Open(ctx, b)
	if err != nil {
		return nil, err
	}
	m := b.Manifest
	a.setIndex(telemetry.IndexInfo{Version: m.Version, BuiltAt: m.BuiltAt, Recall: m.Index.RecallAt10, Products: m.Count})
	return v, nil
}

// openFAISS maps an index with the FAISS library for this CPU. The process loads that library once.
func (a *App) openFAISS(path string, s snapshot.Search) (vector.Index, error) {
	dir, err := a.config.nativeDir()
	if err != nil {
		return nil, err
	}
	library, err := loadFAISS(filepath.Join(dir, "lib"), faiss.Variant(a.config.FAISSVariant))
	if err != nil {
		return nil, err
	}
	return library.Open(path, faiss.Params(s))
}

func loadFAISS(dir string, v faiss.Variant) (*faiss.Library, error) {
	if v == "" {
		return faiss.Load(dir)
	}
	return faiss.LoadVariant(dir, v)
}
