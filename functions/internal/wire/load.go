package wire

import (
	"context"
	"fmt"
	"path/filepath"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
)

// openModel loads BERT.
func (a *App) openModel(ctx context.Context) (_ embed.Embedder, err error) {
	_, timer := a.telemetry.Stage(ctx, telemetry.Load, "model")
	defer func() { timer.End(err) }()
	dir, err := a.config.nativeDir()
	if err != nil {
		return nil, err
	}
	c := onnx.In(dir)
	c.Threads = a.config.ONNXThreads
	return onnx.Open(c)
}

// newFollower follows the snapshots of the configured bucket.
func (a *App) newFollower(ctx context.Context) (*snapshot.Follower[*recommend.OpenView], error) {
	bucket, err := a.bucket(ctx)
	if err != nil {
		return nil, err
	}
	return snapshot.NewFollower(snapshot.FollowerConfig[*recommend.OpenView]{
		Bucket: bucket, Dir: a.config.SnapshotDir, Every: a.config.RefreshEvery,
		Check: a.opener().Check, Open: a.openView, Logger: a.logger,
	}), nil
}

// openView opens a build that is about to be in use.
func (a *App) openView(ctx context.Context, b snapshot.Local) (*recommend.OpenView, error) {
	v, err := a.opener().Open(ctx, b)
	if err == nil {
		a.indexInUse(b.Manifest)
	}
	return v, err
}

// opener opens snapshots made for the encoder of this program.
func (a *App) opener() recommend.Opener {
	return recommend.Opener{Model: onnx.Model, Dim: onnx.Dim, Index: a.openIndex}
}

// bucket returns what snapshots are published in.
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

// openIndex maps an index with the FAISS library for this CPU, which the process loads once.
func (a *App) openIndex(path string, s vector.SearchParams) (vector.Index, error) {
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
