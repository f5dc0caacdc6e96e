package faissindex_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shopfyp.dev/shared/snapshot"
)

// A folder is a snapshot.Bucket whose objects are files. It is not safe for concurrent writes.
type folder struct {
	dir     string
	objects map[string]snapshot.Object
	last    int64 // generation
}

func newFolder(dir string) *folder {
	return &folder{dir: dir, objects: make(map[string]snapshot.Object)}
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, url.PathEscape(name)) }

// Stat implements snapshot.Bucket.
func (f *folder) Stat(_ context.Context, name string) (snapshot.Object, error) {
	o, ok := f.objects[name]
	if !ok {
		return o, fmt.Errorf("%s: %w", name, snapshot.ErrNotFound)
	}
	return o, nil
}

// Read implements snapshot.Bucket.
func (f *folder) Read(_ context.Context, name string, generation, offset, length int64) (io.ReadCloser, error) {
	o, ok := f.objects[name]
	if !ok || o.Generation != generation {
		return nil, fmt.Errorf("%s: %w", name, snapshot.ErrNotFound)
	}
	file, err := os.Open(f.path(name))
	if err != nil {
		return nil, err
	}
	if length < 0 {
		length = o.Size - offset
	}
	return struct {
		io.Reader
		io.Closer
	}{io.NewSectionReader(file, offset, length), file}, nil
}

// Write implements snapshot.Bucket.
func (f *folder) Write(_ context.Context, name string, r io.Reader, ifGeneration int64) (snapshot.Object, error) {
	if ifGeneration != snapshot.AnyGeneration && ifGeneration != f.objects[name].Generation {
		return snapshot.Object{}, fmt.Errorf("%s: %w", name, snapshot.ErrPrecondition)
	}
	file, err := os.Create(f.path(name))
	if err != nil {
		return snapshot.Object{}, err
	}
	size, err := io.Copy(file, r)
	if err := errors.Join(err, file.Close()); err != nil {
		return snapshot.Object{}, err
	}
	f.last++
	f.objects[name] = snapshot.Object{Name: name, Size: size, Generation: f.last}
	return f.objects[name], nil
}

// List implements snapshot.Bucket.
func (f *folder) List(_ context.Context, prefix string) (all []snapshot.Object, err error) {
	for name, o := range f.objects {
		if strings.HasPrefix(name, prefix) {
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b snapshot.Object) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

// Delete implements snapshot.Bucket.
func (f *folder) Delete(_ context.Context, name string) error {
	delete(f.objects, name)
	return os.RemoveAll(f.path(name))
}
