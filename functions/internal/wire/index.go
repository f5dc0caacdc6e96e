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

// A follower keeps the newest snapshot open.
type follower = snapshot.Follower[*liveView]

// newFollower returns a follower of the snapshots in the bucket.
func (a *App) newFollower(ctx context.Context) (*follower, error) {
	bucket, err := a.bucket(ctx)
	if err != nil {
		return nil, err
	}
	return snapshot.NewFollower(snapshot.FollowerConfig[*liveView]{
		Bucket: bucket, Dir: a.config.SnapshotDir, Every: a.config.RefreshEvery,
		Check: a.opener().Check, Open: a.openView, Logger: a.Logger,
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
func (a *App) openView(ctx context.Context, b snapshot.Local) (*liveView, error) {
	open, err := a.opener().Open(ctx, b)
	if err != nil {
		return nil, err
	}
	v := &liveView{OpenView: open}
	if a.overlay != nil { // before the snapshot is in use, so that no request sees it without its changes
		v.changes = a.overlay.Attach(&open.View, b.Manifest.Changes)
	}
	m := b.Manifest
	a.setIndex(telemetry.IndexInfo{Version: m.Version, BuiltAt: m.BuiltAt, Recall: m.Index.RecallAt10, Products: m.Count})
	return v, nil
}

// opener opens snapshots that were built for this App's encoder.
func (a *App) opener() recommend.Opener {
	open := a.ports.OpenIndex
	if open == nil {
		open = a.openFAISS
	}
	return recommend.Opener{Model: a.encoder.Model(), Dim: a.encoder.Dim(), Index: open}
}

// openFAISS maps an index with the FAISS library for this CPU. The process loads that library once.
func (a *App) openFAISS(path string, s vector.SearchParams) (vector.Index, error) {
	dir, err := a.config.nativeDir()
	if err != nil {
		return nil, err
	}
	library, err := loadFAISS(filepath.Join(dir, "lib"), faiss.Variant(a.config.FAISSVariant))
	if err != nil {
		return nil, err
	}
	return library.Open(path, s)
}

func loadFAISS(dir string, v faiss.Variant) (*faiss.Library, error) {
	if v == "" {
		return faiss.Load(dir)
	}
	return faiss.LoadVariant(dir, v)
}
