package snapshot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"
)

// A Local is a verified build on local disk.
type Local struct {
	Manifest Manifest
	Dir      string // holds the manifest's files
}

// Path returns the path of one of the build's files.
func (b Local) Path(file string) string { return filepath.Join(b.Dir, file) }

// Fetch brings a version's files into dir/<version> and returns the build. Every file's size and SHA-256
// are checked before it gets its name there, so a file found there from before is whole and is not fetched again;
// its hash is not read again, since only Fetch writes there.
func Fetch(ctx context.Context, b Bucket, version, dir string) (Local, error) {
	return fetch(ctx, b, version, dir, hurried)
}

func fetch(ctx context.Context, b Bucket, version, dir string, e effort) (Local, error) {
	m, err := readManifest(ctx, b, version)
	if err != nil {
		return Local{}, err
	}
	build := Local{Manifest: m, Dir: filepath.Join(dir, version)}
	if err := os.MkdirAll(build.Dir, 0o755); err != nil {
		return Local{}, err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(e.files)
	for _, f := range m.Files {
		g.Go(func() error { return fetchFile(ctx, b, build, f, e) })
	}
	if err := g.Wait(); err != nil {
		return Local{}, fmt.Errorf("snapshot %s: %w", version, err)
	}
	return build, nil
}

func fetchFile(ctx context.Context, b Bucket, build Local, f File, e effort) error {
	path := build.Path(f.Name)
	if there(path, f.Size) {
		return nil
	}
	o, err := b.Stat(ctx, object(build.Manifest.Version, f.Name))
	if err != nil {
		return err
	}
	if o.Size != f.Size {
		return fmt.Errorf("%s: %d bytes, the manifest says %d", f.Name, o.Size, f.Size)
	}
	tmp, err := os.CreateTemp(build.Dir, f.Name+".tmp-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // no-op once renamed
	hash, err := download(ctx, b, o, tmp, e)
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if hash != f.SHA256 {
		return fmt.Errorf("%s: SHA-256 %s, the manifest says %s", f.Name, hash, f.SHA256)
	}
	return os.Rename(tmp.Name(), path)
}

// there reports whether a file of the size is there.
func there(path string, size int64) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == size
}

// discard removes builds other than keep from dir. A file still mapped stays readable until it is unmapped.
func discard(dir, keep string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != keep && validVersion(e.Name()) {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	return err
}
