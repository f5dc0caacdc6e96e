package faiss

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"shopfyp.dev/shared/vector"
)

// Parameters of training, which is k-means on a sample of the vectors.
const (
	trainRounds    = 10     // k-means iterations
	trainPerList   = 64     // sample vectors for each list
	vectorsPerStep = 65_536 // vectors processed between two checks of the context
	codeValues     = 16     // values of a 4-bit code
	trainPerCode   = 256    // sample vectors for each value of a code
)

// Build writes an index of vectors to path. vectors holds rows of dim finite elements in row-major order.
//
// Build renumbers the rows so that the vectors of a list are contiguous: row r of the index holds vector order[r].
// A flat index keeps the order. The same input gives the same file on CPUs of the same variant. Build replaces the
// file at path atomically. It uses all cores. In addition to vectors, it needs memory mainly for the training sample,
// which has at most 64 vectors for each list.
//
// Build calls progress, if not nil, from the calling goroutine after each step. done and total count units of work,
// not vectors.
func (l *Library) Build(ctx context.Context, spec Spec, dim int, vectors []float32, path string,
	progress func(done, total int64)) (order []int64, err error) {
	order, err = l.build(ctx, spec, dim, vectors, path, progress)
	if err != nil {
		return nil, fmt.Errorf("build %s index %s: %w", spec, path, err)
	}
	return order, nil
}

func (l *Library) build(ctx context.Context, spec Spec, dim int, vectors []float32, path string,
	progress func(done, total int64)) ([]int64, error) {
	if err := checkBuild(spec, dim, vectors); err != nil {
		return nil, err
	}
	runtime.LockOSThread() // OpenMP keeps a thread pool for each thread that calls it
	defer runtime.UnlockOSThread()
	b, err := l.newBuilder(spec, dim)
	if err != nil {
		return nil, err
	}
	defer b.free()
	p := &pipeline{builder: b, ctx: ctx, spec: spec, vectors: vectors, count: len(vectors) / dim, report: progress}
	if err := p.arrange(); err != nil {
		return nil, err
	}
	return p.order, writeWhole(path, p.write)
}

func checkBuild(spec Spec, dim int, vectors []float32) error {
	if err := spec.Validate(); err != nil {
		return err
	}
	if err := vector.CheckVectors(dim, vectors); err != nil {
		return err
	}
	if n := len(vectors) / dim; n < spec.Lists {
		return fmt.Errorf("%d vectors are too few for %d lists", n, spec.Lists)
	} else if spec.Parts > 0 && (n < codeValues || dim%spec.Parts != 0) {
		return fmt.Errorf("codes need at least %d vectors and a dimension divisible by %d: got %d vectors of dimension %d", codeValues, spec.Parts, n, dim)
	}
	return nil
}

// writeWhole creates the file at path atomically and durably. It calls write to fill a temporary file, syncs that file
// and renames it.
func writeWhole(path string, write func(temporary string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		f.Close() // has no effect after success
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := write(f.Name()); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a rename in dir durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
