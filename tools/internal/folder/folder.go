// Package folder implements snapshot.Bucket in a local folder, one file per object. Tools use it instead
// of Cloud Storage.
package folder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"shopfyp.dev/shared/snapshot"
)

// A Bucket is a folder. It is safe for concurrent use within one process.
type Bucket struct {
	dir string
	mu  sync.Mutex // held during replace
}

var _ snapshot.Bucket = (*Bucket)(nil)

// New returns the bucket of a folder. Write creates the folder if it is missing.
func New(dir string) *Bucket { return &Bucket{dir: dir} }

func (b *Bucket) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

// Stat implements snapshot.Bucket. An object's generation is its modification time, which Write keeps unique.
func (b *Bucket) Stat(ctx context.Context, name string) (snapshot.Object, error) {
	if err := ctx.Err(); err != nil {
		return snapshot.Object{}, err
	}
	info, err := os.Stat(b.path(name))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && info.IsDir() {
		return snapshot.Object{}, fmt.Errorf("%s: %w", name, snapshot.ErrNotFound)
	}
	if err != nil {
		return snapshot.Object{}, err
	}
	return object(name, info), nil
}

func object(name string, info fs.FileInfo) snapshot.Object {
	return snapshot.Object{Name: name, Size: info.Size(), Generation: info.ModTime().UnixNano(), Updated: info.ModTime()}
}

// Read implements snapshot.Bucket.
func (b *Bucket) Read(ctx context.Context, name string, generation, offset, length int64) (io.ReadCloser, error) {
	o, err := b.Stat(ctx, name)
	if err != nil {
		return nil, err
	}
	if o.Generation != generation {
		return nil, fmt.Errorf("%s, generation %d: %w", name, generation, snapshot.ErrNotFound)
	}
	if offset < 0 || offset > o.Size {
		return nil, fmt.Errorf("%s: offset %d is outside its %d bytes", name, offset, o.Size)
	}
	if length < 0 {
		length = o.Size - offset
	}
	f, err := os.Open(b.path(name))
	if err != nil {
		return nil, err
	}
	return section{io.NewSectionReader(f, offset, length), f}, nil
}

// A section reads a part of a file and closes the file.
type section struct {
	io.Reader
	io.Closer
}

// Write implements snapshot.Bucket.
func (b *Bucket) Write(ctx context.Context, name string, r io.Reader, ifGeneration int64) (snapshot.Object, error) {
	path := b.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return snapshot.Object{}, err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), temporary+"*")
	if err != nil {
		return snapshot.Object{}, err
	}
	defer os.Remove(tmp.Name()) // no-op once renamed
	_, err = io.Copy(tmp, r)
	if err = errors.Join(err, tmp.Close(), ctx.Err()); err != nil {
		return snapshot.Object{}, fmt.Errorf("%s: %w", name, err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.replace(ctx, name, tmp.Name(), ifGeneration)
}

// temporary is the name prefix of files that are still being written.
const temporary = ".new-"

// replace renames tmp to the object if the precondition holds.
func (b *Bucket) replace(ctx context.Context, name, tmp string, ifGeneration int64) (snapshot.Object, error) {
	old, err := b.Stat(ctx, name)
	if err != nil && !errors.Is(err, snapshot.ErrNotFound) {
		return snapshot.Object{}, err
	}
	if ifGeneration != snapshot.AnyGeneration && ifGeneration != old.Generation {
		return snapshot.Object{}, fmt.Errorf("%s: %w: %d, not %d", name, snapshot.ErrPrecondition, old.Generation, ifGeneration)
	}
	if err := laterThan(old, tmp); err != nil {
		return snapshot.Object{}, err
	}
	if err := os.Rename(tmp, b.path(name)); err != nil {
		return snapshot.Object{}, err
	}
	return b.Stat(ctx, name)
}

// laterThan makes the file's modification time later than the object's, even if the clock is coarse.
func laterThan(o snapshot.Object, file string) error {
	info, err := os.Stat(file)
	if err != nil || info.ModTime().After(o.Updated) {
		return err
	}
	next := o.Updated.Add(1)
	return os.Chtimes(file, next, next)
}

// List implements snapshot.Bucket.
func (b *Bucket) List(ctx context.Context, prefix string) ([]snapshot.Object, error) {
	var found []snapshot.Object
	err := filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), temporary) {
			return err
		}
		rel, err := filepath.Rel(b.dir, path)
		if err != nil {
			return err
		}
		if name := filepath.ToSlash(rel); strings.HasPrefix(name, prefix) {
			info, err := d.Info()
			if err != nil {
				return err
			}
			found = append(found, object(name, info))
		}
		return ctx.Err()
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ctx.Err()
	}
	slices.SortFunc(found, func(a, b snapshot.Object) int { return strings.Compare(a.Name, b.Name) })
	return found, err
}

// Delete implements snapshot.Bucket.
func (b *Bucket) Delete(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.Remove(b.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
