package snapshot

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Errors that do not prevent a builder from publishing.
var (
	ErrNoIndex = errors.New("no index has been published")
	ErrDamaged = errors.New("the published index is damaged") // the pointer or manifest is missing or invalid
)

// Current returns the manifest of the current version and the pointer's generation. If nothing is published it
// returns ErrNoIndex and generation 0. If the pointer or manifest is unusable it returns ErrDamaged and the generation.
func Current(ctx context.Context, b Bucket) (Manifest, int64, error) {
	version, generation, err := currentVersion(ctx, b)
	if err != nil {
		return Manifest{}, generation, err
	}
	m, err := readManifest(ctx, b, version)
	if errors.Is(err, ErrNotFound) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return m, generation, err
}

// currentVersion returns the version that the pointer names, and the pointer's generation.
func currentVersion(ctx context.Context, b Bucket) (version string, generation int64, err error) {
	c, generation, err := readPointer(ctx, b)
	return c.Version, generation, err
}

// readPointer returns the content of the pointer and its generation. Its errors are those of Current.
func readPointer(ctx context.Context, b Bucket) (current, int64, error) {
	data, generation, err := readSmall(ctx, b, pointer)
	if errors.Is(err, ErrNotFound) {
		return current{}, 0, ErrNoIndex
	}
	if err != nil {
		return current{}, 0, err
	}
	c, err := decodeCurrent(data)
	if err != nil {
		return current{}, generation, fmt.Errorf("%s: %w: %w", pointer, ErrDamaged, err)
	}
	return c, generation, nil
}

// readManifest reads and validates a version's manifest.
func readManifest(ctx context.Context, b Bucket, version string) (Manifest, error) {
	name := object(version, manifestFile)
	data, _, err := readSmall(ctx, b, name)
	if err != nil {
		return Manifest{}, err
	}
	m, err := decodeManifest(data)
	if err != nil {
		return Manifest{}, fmt.Errorf("%s: %w: %w", name, ErrDamaged, err)
	}
	if m.Version != version {
		return Manifest{}, fmt.Errorf("%s: %w: it belongs to version %s", name, ErrDamaged, m.Version)
	}
	return m, nil
}

// readSmall returns an object's content and generation. It retries if the object is replaced between Stat and Read.
func readSmall(ctx context.Context, b Bucket, name string) ([]byte, int64, error) {
	const tries = 5
	for i := 1; ; i++ {
		o, err := b.Stat(ctx, name)
		if err != nil {
			return nil, 0, err
		}
		if o.Size > maxJSON {
			return nil, 0, fmt.Errorf("%s: %d bytes, more than %d", name, o.Size, maxJSON)
		}
		data, err := readAll(ctx, b, o)
		if errors.Is(err, ErrNotFound) && i < tries {
			continue
		}
		return data, o.Generation, err
	}
}

func readAll(ctx context.Context, b Bucket, o Object) ([]byte, error) {
	r, err := b.Read(ctx, o.Name, o.Generation, 0, -1)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxJSON+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Name, err)
	}
	return data, nil
}
