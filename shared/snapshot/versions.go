package snapshot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrNoVersion reports a version that the bucket does not contain completely.
var ErrNoVersion = errors.New("no such version of the index")

// Versions returns the manifests of all complete versions in the bucket, newest first. It leaves out damaged ones.
func Versions(ctx context.Context, b Bucket) ([]Manifest, error) {
	objects, err := b.List(ctx, root)
	if err != nil {
		return nil, err
	}
	all := []Manifest{}
	for _, name := range complete(objects) {
		m, err := readManifest(ctx, b, name)
		switch {
		case errors.Is(err, ErrNotFound), errors.Is(err, ErrDamaged): // removed since the list was made, or unusable
		case err != nil:
			return nil, err
		default:
			all = append(all, m)
		}
	}
	return all, nil
}

// complete returns the names of the versions that have a manifest, newest first.
func complete(objects []Object) (names []string) {
	for _, o := range objects {
		if name, ok := strings.CutSuffix(strings.TrimPrefix(o.Name, root), "/"+manifestFile); ok && validVersion(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names
}

// Activate makes a version current. A version that is not the newest one is held: builders publish nothing until the newest
// version is active again, because their next snapshot would end the return to the older one. Activate returns
// ErrNoVersion for an unknown version, and ErrRaced if the pointer changes in the meantime.
func Activate(ctx context.Context, b Bucket, version string) error {
	all, err := Versions(ctx, b)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(m Manifest) bool { return m.Version == version })
	if at < 0 {
		return fmt.Errorf("%w: %.80q", ErrNoVersion, version)
	}
	_, generation, err := readPointer(ctx, b)
	if err != nil && !errors.Is(err, ErrNoIndex) && !errors.Is(err, ErrDamaged) {
		return err
	}
	err = writeJSON(ctx, b, pointer, current{Version: version, Held: at > 0}, generation)
	if errors.Is(err, ErrPrecondition) {
		return fmt.Errorf("%w: %w", ErrRaced, err)
	}
	return err
}

// Held reports whether the current version is an older one to which somebody went back. Nothing may be published then.
func Held(ctx context.Context, b Bucket) (bool, error) {
	c, _, err := readPointer(ctx, b)
	if errors.Is(err, ErrNoIndex) || errors.Is(err, ErrDamaged) {
		return false, nil
	}
	return c.Held, err
}
