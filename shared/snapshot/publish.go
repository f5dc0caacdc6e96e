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

// ErrRaced is the error of Publish if another builder published first. Publish then leaves the pointer unchanged.
var ErrRaced = errors.New("another snapshot was published first")

// Publish uploads the snapshot in dir and makes it current. It uploads all required files, and the optional files
// that exist. It returns the manifest as published, with the size and hash of each file.
//
// ifGeneration is the pointer's generation that Current returned, or 0 for the first snapshot. If the pointer has
// changed since, Publish returns ErrRaced. Publish writes the pointer last: if it is stopped earlier, the current
// version stays.
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
	err := writeJSON(ctx, b, pointer, current{Version: m.Version}, ifGeneration)
	if errors.Is(err, ErrPrecondition) {
		return Manifest{}, fmt.Errorf("%w: %w", ErrRaced, err)
	}
	return m, err
}

// filesIn lists the files of the snapshot in dir: the required ones, and the optional ones that exist.
func filesIn(dir string) (files []File) {
	for _, name := range requiredFiles {
		files = append(files, File{Name: name})
	}
	for _, name := range optionalFiles {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			files = append(files, File{Name: name})
		}
	}
	return files
}

// describe sets the size and hash of each file.
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
			// Overwriting an interrupted upload of the same version is safe: no reader has seen it.
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

// Prune deletes old versions and returns their names. It keeps the newest complete versions, at most keep of them, and
// always the current version. It also deletes incomplete uploads that are older than the current version. Version names
// sort by age, since builders name versions after the time.
func Prune(ctx context.Context, b Bucket, keep int) ([]string, error) {
	inUse, _, err := currentVersion(ctx, b)
	if err != nil {
		return nil, err
	}
	objects, err := b.List(ctx, root)
	if err != nil {
		return nil, err
	}
	var removed []string
	for _, v := range outdated(objects, inUse, keep) {
		if err := remove(ctx, b, v.files); err != nil {
			return removed, err
		}
		removed = append(removed, v.name)
	}
	return removed, nil
}

// listed is a version with the names of its objects.
type listed struct {
	name     string
	files    []string
	complete bool // whether the manifest exists
}

// outdated returns the versions to delete, oldest first.
func outdated(objects []Object, inUse string, keep int) []listed {
	byName := make(map[string]*listed)
	for _, o := range objects {
		version, file, ok := strings.Cut(strings.TrimPrefix(o.Name, root), "/")
		if !ok {
			continue // the pointer
		}
		v := byName[version]
		if v == nil {
			v = &listed{name: version}
			byName[version] = v
		}
		v.files = append(v.files, o.Name)
		v.complete = v.complete || file == manifestFile
	}
	var versions []listed
	for _, v := range byName {
		versions = append(versions, *v)
	}
	slices.SortFunc(versions, func(a, b listed) int { return cmp.Compare(b.name, a.name) })
	var out []listed
	kept := 0
	for _, v := range versions {
		switch {
		case v.name == inUse:
			kept++
		case !v.complete && v.name > inUse: // may still be uploading
		case v.complete && kept < keep:
			kept++
		default:
			out = append(out, v)
		}
	}
	slices.Reverse(out)
	return out
}

// remove deletes a version's objects. It deletes the manifest first, so that a partly deleted version is not readable.
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
