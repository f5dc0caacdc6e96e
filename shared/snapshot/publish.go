package snapshot

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// ErrRaced says that another builder published first; this build was not put in force.
var ErrRaced = errors.New("another build was published meanwhile")

// Publish uploads the build in dir, the files that a build must have and those of the others that are there, and puts it in force if
// the pointer's generation still is ifGeneration (from Current; 0 for the first), else returns ErrRaced.
// Files go first, the manifest next, the pointer last: stopped anywhere, the version in force stays.
// It returns the manifest as published, with the sizes and hashes of the files.
func Publish(ctx context.Context, b Bucket, dir string, m Manifest, ifGeneration int64) (Manifest, error) {
	m.Format, m.Metric, m.Files = Format, MetricL2, filesIn(dir)
	if err := describe(dir, m.Files); err != nil {
		return Manifest{}, err
	}
	if err := m.Validate(); err != nil {
		return Manifest{}, fmt.Errorf("manifest: %w", err)
	}
	if err := upload(ctx, b, dir, m); err != nil {
		return Manifest{}, err
	}
	if err := writeJSON(ctx, b, object(m.Version, manifestFile), m, 0); err != nil {
		return Manifest{}, err
	}
	err := writeJSON(ctx, b, pointer, current{m.Version}, ifGeneration)
	if errors.Is(err, ErrPrecondition) {
		return Manifest{}, fmt.Errorf("%w: %w", ErrRaced, err)
	}
	return m, err
}

// filesIn names the files of the build in dir.
func filesIn(dir string) (files []File) {
	for _, name := range neededFiles {
		files = append(files, File{Name: name})
	}
	for _, name := range optionalFiles {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			files = append(files, File{Name: name})
		}
	}
	return files
}

// describe fills in sizes and hashes.
func describe(dir string, files []File) error {
	var g errgroup.Group
	for i := range files {
		g.Go(func() (err error) {
			files[i].Size, files[i].SHA256, err = sum(filepath.Join(dir, files[i].Name))
			return err
		})
	}
	return g.Wait()
}

// sum returns a file's size and hex SHA-256.
func sum(name string) (int64, string, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return n, hex.EncodeToString(h.Sum(nil)), err
}

func upload(ctx context.Context, b Bucket, dir string, m Manifest) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, file := range m.Files {
		g.Go(func() error {
			f, err := os.Open(filepath.Join(dir, file.Name))
			if err != nil {
				return err
			}
			defer f.Close()
			// A leftover of a stopped try with the same version is replaced; no reader knows it yet.
			_, err = b.Write(ctx, object(m.Version, file.Name), f, AnyGeneration)
			return err
		})
	}
	return g.Wait()
}

func writeJSON(ctx context.Context, b Bucket, name string, v any, ifGeneration int64) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = b.Write(ctx, name, bytes.NewReader(append(data, '\n')), ifGeneration)
	return err
}

// Prune removes all builds but the newest keep complete ones and the one in force, and leftovers of
// stopped builds older than the one in force. It returns the versions removed.
// A version's order is its name's: builders name versions by time.
func Prune(ctx context.Context, b Bucket, keep int) ([]string, error) {
	inForce, _, err := currentVersion(ctx, b)
	if err != nil {
		return nil, err
	}
	objects, err := b.List(ctx, root)
	if err != nil {
		return nil, err
	}
	var removed []string
	for _, v := range outdated(objects, inForce, keep) {
		if err := remove(ctx, b, v.files); err != nil {
			return removed, err
		}
		removed = append(removed, v.name)
	}
	return removed, nil
}

// build is a version's objects as a listing shows them.
type build struct {
	name     string
	files    []string
	complete bool // has its manifest
}

// outdated returns the builds to remove, oldest first.
func outdated(objects []Object, inForce string, keep int) []build {
	byName := make(map[string]*build)
	for _, o := range objects {
		version, file, ok := strings.Cut(strings.TrimPrefix(o.Name, root), "/")
		if !ok {
			continue // the pointer
		}
		v := byName[version]
		if v == nil {
			v = &build{name: version}
			byName[version] = v
		}
		v.files = append(v.files, o.Name)
		v.complete = v.complete || file == manifestFile
	}
	var builds []build
	for _, v := range byName {
		builds = append(builds, *v)
	}
	slices.SortFunc(builds, func(a, b build) int { return cmp.Compare(b.name, a.name) })
	var out []build
	kept := 0
	for _, v := range builds {
		switch {
		case v.name == inForce:
			kept++
		case !v.complete && v.name > inForce: // perhaps being uploaded now
		case v.complete && kept < keep:
			kept++
		default:
			out = append(out, v)
		}
	}
	slices.Reverse(out)
	return out
}

// remove deletes a build's objects, the manifest first: a build without one is no build.
func remove(ctx context.Context, b Bucket, files []string) error {
	slices.SortFunc(files, func(x, y string) int {
		isManifest := func(s string) int {
			if strings.HasSuffix(s, "/"+manifestFile) {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(isManifest(x), isManifest(y)), cmp.Compare(x, y))
	})
	for _, f := range files {
		if err := b.Delete(ctx, f); err != nil {
			return err
		}
	}
	return nil
}
