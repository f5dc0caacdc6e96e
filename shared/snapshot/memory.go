package snapshot

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// MemoryBucket is a Bucket in memory, for tests. It is safe for concurrent use.
type MemoryBucket struct {
	mu      sync.Mutex
	last    int64 // generation of the last write
	objects map[string]memoryObject
}

type memoryObject struct {
	Object
	data []byte // immutable
}

var _ Bucket = (*MemoryBucket)(nil)

// NewMemoryBucket returns an empty MemoryBucket.
func NewMemoryBucket() *MemoryBucket {
	return &MemoryBucket{objects: make(map[string]memoryObject)}
}

// Stat implements Bucket.
func (b *MemoryBucket) Stat(ctx context.Context, name string) (Object, error) {
	o, err := b.find(ctx, name)
	return o.Object, err
}

func (b *MemoryBucket) find(ctx context.Context, name string) (memoryObject, error) {
	if err := ctx.Err(); err != nil {
		return memoryObject{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	o, ok := b.objects[name]
	if !ok {
		return memoryObject{}, fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	return o, nil
}

// Read implements Bucket.
func (b *MemoryBucket) Read(ctx context.Context, name string, generation, offset, length int64) (io.ReadCloser, error) {
	o, err := b.find(ctx, name)
	if err != nil {
		return nil, err
	}
	if o.Generation != generation {
		return nil, fmt.Errorf("%s, generation %d: %w", name, generation, ErrNotFound)
	}
	if offset < 0 || offset > o.Size {
		return nil, fmt.Errorf("%s: offset %d is outside its %d bytes", name, offset, o.Size)
	}
	data := o.data[offset:]
	if length >= 0 {
		data = data[:min(length, int64(len(data)))]
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// Write implements Bucket.
func (b *MemoryBucket) Write(ctx context.Context, name string, r io.Reader, ifGeneration int64) (Object, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return Object{}, fmt.Errorf("%s: %w", name, err)
	}
	if err := ctx.Err(); err != nil {
		return Object{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if is := b.objects[name].Generation; ifGeneration != AnyGeneration && ifGeneration != is {
		return Object{}, fmt.Errorf("%s: %w: %d, want %d", name, ErrPrecondition, is, ifGeneration)
	}
	b.last++
	o := Object{Name: name, Size: int64(len(data)), Generation: b.last, Updated: time.Now()}
	b.objects[name] = memoryObject{o, data}
	return o, nil
}

// List implements Bucket.
func (b *MemoryBucket) List(ctx context.Context, prefix string) ([]Object, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []Object
	for name, o := range b.objects {
		if strings.HasPrefix(name, prefix) {
			found = append(found, o.Object)
		}
	}
	slices.SortFunc(found, func(a, b Object) int { return cmp.Compare(a.Name, b.Name) })
	return found, nil
}

// Delete implements Bucket.
func (b *MemoryBucket) Delete(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.objects, name)
	return nil
}
