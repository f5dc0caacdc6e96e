package load

import (
	"context"
	"fmt"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
)

// loadedObject returns the bucket's object with the result of a task. A lifecycle rule of the bucket deletes it.
func loadedObject(run string, index int) string {
	return fmt.Sprintf("builds/%s/loaded-%d", run, index)
}

// Share loads a range of the catalog, as one of the tasks of a run. Call Finish when all tasks have done so.
func (l *Loader) Share(ctx context.Context, s build.Shard, part catalog.Range) (Report, error) {
	result, err := l.fill(ctx, input.ProductsIn(l.Products, s.Products, part), input.EmbeddingsIn(l.Embeddings, s.Embeddings, part), part)
	if err != nil {
		return Report{}, err
	}
	return result.Report, l.writeJSON(ctx, loadedObject(s.Run, s.Index), result)
}

// Finish makes the collection that the tasks of a run have loaded the active one. It returns what Run returns.
func (l *Loader) Finish(ctx context.Context, s build.Shard) (r Report, chosen Sample, resampled bool, err error) {
	parts := make([]loaded, s.Count)
	for i := range parts {
		if err := input.ReadJSON(ctx, l.Bucket, loadedObject(s.Run, i), &parts[i]); err != nil {
			return Report{}, Sample{}, false, err
		}
	}
	before, err := l.state(ctx)
	if err != nil {
		return Report{}, Sample{}, false, err
	}
	return l.finish(ctx, before, parts)
}
