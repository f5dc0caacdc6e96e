package faiss

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"shopfyp.dev/shared/vector"
)

// How lists are found: k-means over a sample of the vectors.
const (
	trainRounds    = 10
	trainPerList   = 64     // vectors of the sample for each list
	vectorsPerStep = 65_536 // between two looks at the context
	codeValues     = 16     // of 4 bits
	trainPerCode   = 256    // vectors of the sample for each
)

// Build writes an index of vectors, row after row of dim finite elements, to path.
//
// Rows are numbered anew: the index's row r holds vector order[r], so that the
// vectors of one list are neighbours. In a flat index the order stays as it is.
// The same input gives the same file on the same kind of CPU. The file appears
// whole or not at all. Build uses all cores and, besides vectors, little more
// memory than the training sample takes: at most 64 vectors a list.
//
// progress, if not nil, is called now and then by the calling goroutine; done
// and total count work, not vectors.
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
	runtime.LockOSThread() // OpenMP keeps a team of threads for every thread that calls it
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
		return fmt.Errorf("%d vectors of %d elements are too few, or cannot be cut in %d parts", n, dim, spec.Parts)
	}
	return nil
}

// writeWhole has write fill a temporary file, makes it durable and gives it its name.
func writeWhole(path string, write func(temporary string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		f.Close() // closed already unless something went wrong
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
