package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// A Shard is one of the parallel tasks of a run. Each task embeds a range of the catalog. The last task to finish
// builds and publishes the snapshot. The tasks coordinate through small objects in the bucket, below builds/<run>/.
// A lifecycle rule of the bucket deletes these objects:
//
//	plan.json      the bounds of the ranges, written once by the first task
//	done-<index>   marks the range of a task as embedded
//	merge          the index of the task that builds the snapshot, written once by the last task to finish
//
// A task resumes if it is restarted with the same run and index. It keeps the stored embeddings, and builds the snapshot
// if merge names it.
type Shard struct {
	Run   string // name of the run, the same for all its tasks
	Index int    // index of this task, from 0
	Count int    // number of tasks

	Products   catalog.RangedProducts
	Embeddings catalog.RangedEmbeddings
}

// RunShard runs one task of a parallel build. merged reports whether this task built the snapshot. If it did not, the
// report contains only Embedded.
func (b *Builder) RunShard(ctx context.Context, s Shard) (r Report, merged bool, err error) {
	embedded := 0
	last, err := b.Share(ctx, s, func(ctx context.Context, part catalog.Range) (err error) {
		embedded, err = b.embedRange(ctx, s, part)
		return err
	})
	if err != nil || !last {
		return Report{Embedded: embedded}, false, err
	}
	whole := *b
	whole.Full = true // the tasks have read the whole catalog
	r, err = whole.Run(ctx)
	r.Embedded += embedded
	return r, true, err
}

// Share calls work with the task's range of the catalog. It reports whether this task is the last one to finish, which
// then builds the snapshot.
func (b *Builder) Share(ctx context.Context, s Shard, work func(context.Context, catalog.Range) error) (last bool, err error) {
	part, err := b.rangeOf(ctx, s)
	if err != nil {
		return false, fmt.Errorf("plan of %s: %w", s.Run, err)
	}
	if err := work(ctx, part); err != nil {
		return false, err
	}
	return b.finish(ctx, s)
}

// embedRange embeds the new and changed products of the range and returns their number.
func (b *Builder) embedRange(ctx context.Context, s Shard, part catalog.Range) (int, error) {
	mine := *b
	mine.Products = input.ProductsIn(b.Products, s.Products, part)
	mine.Embeddings = input.EmbeddingsIn(b.Embeddings, s.Embeddings, part)
	shop, err := mine.read(ctx)
	if errors.Is(err, ErrNoProducts) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer shop.close()
	return mine.embed(ctx, shop)
}

func (s Shard) object(name string) string { return "builds/" + s.Run + "/" + name }

func (s Shard) done(index int) string { return s.object(fmt.Sprintf("done-%d", index)) }

// finish marks the shard as done and reports whether this task builds the snapshot.
func (b *Builder) finish(ctx context.Context, s Shard) (bool, error) {
	if _, err := b.Bucket.Write(ctx, s.done(s.Index), bytes.NewReader(nil), snapshot.AnyGeneration); err != nil {
		return false, fmt.Errorf("mark shard %d as done: %w", s.Index, err)
	}
	objects, err := b.Bucket.List(ctx, s.object("done-"))
	if err != nil {
		return false, fmt.Errorf("list finished shards: %w", err)
	}
	finished := make(map[string]bool, len(objects))
	for _, o := range objects {
		finished[o.Name] = true
	}
	for i := range s.Count {
		if !finished[s.done(i)] {
			return false, nil // the last task to finish sees the objects of all tasks
		}
	}
	var merger int
	err = b.once(ctx, s.object("merge"), s.Index, &merger)
	return err == nil && merger == s.Index, err
}

// once writes v as JSON if the object does not exist yet. In any case it then reads the object into got.
func (b *Builder) once(ctx context.Context, name string, v, got any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = b.Bucket.Write(ctx, name, bytes.NewReader(data), 0)
	if err != nil && !errors.Is(err, snapshot.ErrPrecondition) {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return b.readJSON(ctx, name, got)
}

func (b *Builder) readJSON(ctx context.Context, name string, got any) error {
	return input.ReadJSON(ctx, b.Bucket, name, got)
}
