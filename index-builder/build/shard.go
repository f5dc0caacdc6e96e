package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// A Shard is one of several tasks that build together: each embeds its range of the catalogue, and the
// last to be done builds the index of all of it and publishes. They agree by small objects in the bucket,
// below builds/<run>/, which a lifecycle rule removes:
//
//	plan.json      where the ranges end, written once, by the first task
//	done-<index>   the shard's products are embedded
//	merge          which task builds the index: written once, by the last to be done
//
// A task that is started again, under the same run and index, goes on where it was: embeddings are
// stored as they are made, and a task that was chosen to build the index builds it.
type Shard struct {
	Run   string // names what the tasks do together; the same for all
	Index int    // of this task, from 0
	Count int    // of tasks

	Products   catalog.RangedProducts
	Embeddings catalog.RangedEmbeddings
}

// RunShard is Run, shared with the run's other tasks. The report of a task that did not build the
// index has its Embedded alone, and merged is false.
func (b *Builder) RunShard(ctx context.Context, s Shard) (r Report, merged bool, err error) {
	part, err := b.rangeOf(ctx, s)
	if err != nil {
		return Report{}, false, fmt.Errorf("plan of %s: %w", s.Run, err)
	}
	embedded, err := b.embedRange(ctx, s, part)
	if err != nil {
		return Report{}, false, err
	}
	last, err := b.finish(ctx, s)
	if err != nil || !last {
		return Report{Embedded: embedded}, false, err
	}
	r, err = b.Run(ctx)
	r.Embedded += embedded
	return r, true, err
}

// embedRange embeds what the range lacks and returns how many that were.
func (b *Builder) embedRange(ctx context.Context, s Shard, part catalog.Range) (int, error) {
	mine := *b
	mine.Products = productsIn{b.Products, s.Products, part}
	mine.Embeddings = embeddingsIn{b.Embeddings, s.Embeddings, part}
	shop, err := mine.read(ctx)
	if errors.Is(err, ErrNoProducts) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return mine.embed(ctx, shop)
}

// productsIn is a Store of which only a range is read.
type productsIn struct {
	catalog.Store
	all  catalog.RangedProducts
	part catalog.Range
}

func (p productsIn) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return p.all.Between(ctx, p.part)
}

// embeddingsIn are Embeddings of which only a range is read.
type embeddingsIn struct {
	catalog.Embeddings
	all  catalog.RangedEmbeddings
	part catalog.Range
}

func (e embeddingsIn) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return e.all.EmbeddingsBetween(ctx, e.part)
}

func (s Shard) object(name string) string { return "builds/" + s.Run + "/" + name }

func (s Shard) done(index int) string { return s.object(fmt.Sprintf("done-%d", index)) }

// finish notes that the shard is done, and reports whether this task is the one to build the index.
func (b *Builder) finish(ctx context.Context, s Shard) (bool, error) {
	if _, err := b.Bucket.Write(ctx, s.done(s.Index), bytes.NewReader(nil), snapshot.AnyGeneration); err != nil {
		return false, fmt.Errorf("note shard %d as done: %w", s.Index, err)
	}
	objects, err := b.Bucket.List(ctx, s.object("done-"))
	if err != nil {
		return false, fmt.Errorf("list shards that are done: %w", err)
	}
	there := make(map[string]bool, len(objects))
	for _, o := range objects {
		there[o.Name] = true
	}
	for i := range s.Count {
		if !there[s.done(i)] {
			return false, nil // who finishes later sees what we wrote
		}
	}
	var merger int
	err = b.once(ctx, s.object("merge"), s.Index, &merger)
	return err == nil && merger == s.Index, err
}

// once writes v, in JSON, unless the object is there, and reads into got what it holds then.
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
	o, err := b.Bucket.Stat(ctx, name)
	if err != nil {
		return err
	}
	r, err := b.Bucket.Read(ctx, name, o.Generation, 0, -1)
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := json.Unmarshal(data, got); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
