package snapshot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"
)

// A Build is a verified build on local disk.
type Build struct {
	Manifest Manifest
	Dir      string // holds the manifest's files
}

// Path returns the path of one of the build's files.
func (b Build) Path(file string) string { return filepath.Join(b.Dir, file) }

// Downloads read ranges of this size side by side: one stream of Cloud Storage is far slower than a network card.
const (
	rangeSize     = 32 << 20
	parallelReads = 8
)

// Fetch brings a version's files into dir/<version> and returns the build. Every file's size and SHA-256
// are checked before it gets its name there, so a file found there from before is whole and is not fetched again;
// its hash is not read again, since only Fetch writes there.
func Fetch(ctx context.Context, b Bucket, version, dir string) (Build, error) {
	m, err := readManifest(ctx, b, version)
	if err != nil {
		return Build{}, err
	}
	build := Build{Manifest: m, Dir: filepath.Join(dir, version)}
	if err := os.MkdirAll(build.Dir, 0o755); err != nil {
		return Build{}, err
	}
	for _, f := range m.Files {
		if err := fetchFile(ctx, b, build, f); err != nil {
			return Build{}, fmt.Errorf("snapshot %s: %w", version, err)
		}
	}
	return build, nil
}

func fetchFile(ctx context.Context, b Bucket, build Build, f File) error {
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
	// Synced before it gets its name: after a power cut, a named file is whole.
	err = download(ctx, b, o, tmp)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return accept(tmp.Name(), path, f)
}

// there reports whether a file of the size is there.
func there(path string, size int64) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == size
}

// download reads the object's ranges in parallel into place.
func download(ctx context.Context, b Bucket, o Object, to *os.File) error {
	if err := to.Truncate(o.Size); err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(parallelReads)
	for off := int64(0); off < o.Size; off += rangeSize {
		g.Go(func() error { return downloadRange(ctx, b, o, to, off, min(rangeSize, o.Size-off)) })
	}
	return g.Wait()
}

func downloadRange(ctx context.Context, b Bucket, o Object, to *os.File, off, n int64) error {
	r, err := b.Read(ctx, o.Name, o.Generation, off, n)
	if err != nil {
		return err
	}
	defer r.Close()
	got, err := io.Copy(io.NewOffsetWriter(to, off), io.LimitReader(r, n))
	if err != nil {
		return fmt.Errorf("%s: %w", o.Name, err)
	}
	if got != n {
		return fmt.Errorf("%s: %d bytes from %d, want %d", o.Name, got, off, n)
	}
	return nil
}

// accept gives a downloaded file its name if it is what the manifest says.
func accept(tmp, path string, f File) error {
	size, hash, err := sum(tmp)
	if err != nil {
		return err
	}
	if size != f.Size || hash != f.SHA256 {
		return fmt.Errorf("%s: SHA-256 %s, the manifest says %s", f.Name, hash, f.SHA256)
	}
	return os.Rename(tmp, path)
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
