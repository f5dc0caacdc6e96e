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

// A Local is a snapshot on local disk whose files have been verified.
type Local struct {
	Manifest Manifest
	Dir      string // holds the manifest's files
}

// Path returns the path of one of the snapshot's files.
func (l Local) Path(file string) string { return filepath.Join(l.Dir, file) }

// Fetch downloads a version's files into dir/<version>. It checks the size and SHA-256 of each file before it
// renames the file to its final name. So an existing file is complete: Fetch checks only its size and does not
// download it again. Nothing else may write to dir.
func Fetch(ctx context.Context, b Bucket, version, dir string) (Local, error) {
	m, err := readManifest(ctx, b, version)
	if err != nil {
		return Local{}, err
	}
	return fetchFiles(ctx, b, m, dir, foreground)
}

// fetchFiles downloads and verifies the manifest's files.
func fetchFiles(ctx context.Context, b Bucket, m Manifest, dir string, c concurrency) (Local, error) {
	local := Local{Manifest: m, Dir: filepath.Join(dir, m.Version)}
	if err := os.MkdirAll(local.Dir, 0o755); err != nil {
		return Local{}, err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(c.files)
	for _, f := range m.Files {
		g.Go(func() error { return fetchFile(ctx, b, local, f, c) })
	}
	if err := g.Wait(); err != nil {
		return Local{}, fmt.Errorf("snapshot %s: %w", m.Version, err)
	}
	return local, nil
}

func fetchFile(ctx context.Context, b Bucket, local Local, f File, c concurrency) error {
	path := local.Path(f.Name)
	if isComplete(path, f.Size) {
		return nil
	}
	o, err := b.Stat(ctx, object(local.Manifest.Version, f.Name))
	if err != nil {
		return err
	}
	if o.Size != f.Size {
		return fmt.Errorf("%s: %d bytes, want %d as in the manifest", f.Name, o.Size, f.Size)
	}
	tmp, err := os.CreateTemp(local.Dir, f.Name+".tmp-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // has no effect after the rename
	hash, err := download(ctx, b, o, tmp, c)
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if hash != f.SHA256 {
		return fmt.Errorf("%s: SHA-256 %s, want %s as in the manifest", f.Name, hash, f.SHA256)
	}
	return os.Rename(tmp.Name(), path)
}

// isComplete reports whether path is a regular file of the given size.
func isComplete(path string, size int64) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == size
}

// discard removes every version except keep from dir. A mapped file stays readable until it is unmapped.
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
