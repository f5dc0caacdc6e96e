package functions

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/staff"
)

// indexVersions are the versions of the index in the bucket, see wire.Indexes.
type indexVersions interface {
	Current(ctx context.Context) (snapshot.Manifest, error)
	Versions(ctx context.Context) ([]snapshot.Manifest, error)
	Held(ctx context.Context) (bool, error)
	Activate(ctx context.Context, version string) error
}

// An indexVersion describes a version of the index.
type indexVersion struct {
	Version    string    `json:"version"`
	BuiltAt    time.Time `json:"builtAt"`
	Count      int       `json:"count" description:"Number of products."`
	RecallAt10 float64   `json:"recallAt10" description:"Share of the 10 nearest products that the index finds, measured at the build."`
	Type       string    `json:"type" description:"FAISS factory string."`
	Bytes      int64     `json:"bytes" description:"Size of all files."`
	Model      string    `json:"model" description:"The embedding model."`
}

func describeVersion(m *snapshot.Manifest) indexVersion {
	v := indexVersion{m.Version, m.BuiltAt, m.Count, m.Index.RecallAt10, m.Index.Type, 0, m.Model}
	for _, f := range m.Files {
		v.Bytes += f.Size
	}
	return v
}

type indexesRequest struct{}

type indexesResponse struct {
	Current  string         `json:"current" description:"The version in use; empty if none is published."`
	Held     bool           `json:"held" description:"Whether the version in use is an older one. Nothing is built until the newest one is active again."`
	Versions []indexVersion `json:"versions" description:"Newest first."`
}

// indexes returns the versions of the index.
func indexes(i indexVersions) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, _ indexesRequest) (indexesResponse, error) {
		all, err := i.Versions(ctx)
		if err != nil {
			return indexesResponse{}, err
		}
		held, err := i.Held(ctx)
		if err != nil {
			return indexesResponse{}, err
		}
		res := indexesResponse{Held: held, Versions: make([]indexVersion, len(all))}
		for n := range all {
			res.Versions[n] = describeVersion(&all[n])
		}
		if len(all) > 0 {
			var current snapshot.Manifest
			current, err = i.Current(ctx)
			res.Current = current.Version
		}
		return res, err
	})
}

type activateRequest struct {
	Version string `json:"version" minLength:"1" maxLength:"64"`
}

type activateResponse struct {
	Current string `json:"current"`
}

// activate makes a version of the index current. Instances follow within a minute.
func activate(i indexVersions, l staff.Log) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in activateRequest) (activateResponse, error) {
		if in.Version == "" {
			return activateResponse{}, &invalid.FieldError{Field: "version", Problem: "is missing"}
		}
		before, err := i.Current(ctx)
		if err != nil {
			return activateResponse{}, err
		}
		err = staff.Record(ctx, l, staff.Index, in.Version, before.Version, in.Version, func() error { return i.Activate(ctx, in.Version) })
		return activateResponse{in.Version}, err
	})
}

func openIndexes(a *wire.App) api.Endpoint { return indexes(a.Indexes) }

func openActivate(a *wire.App) api.Endpoint { return activate(a.Indexes, a.StaffChanges) }
