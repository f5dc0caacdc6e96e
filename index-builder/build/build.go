package build

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
	"time"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// Parameters of publishing.
const (
	recallK       = 10 // k of the measured recall
	KeepSnapshots = 3  // number of snapshots that stay in the bucket
)

// RecallFloor returns the smallest recall@10, compared with exact search, of an index that may be published.
// It is lower above 5 million products: such indexes store 8-bit vectors (see faiss.SpecFor), which cannot
// separate the tenth neighbor from the eleventh.
func RecallFloor(products int) float64 {
	if products > 5_000_000 {
		return 0.95
	}
	return 0.99
}

// An Indexer builds and opens index files. Package faissindex implements it with FAISS.
type Indexer interface {
	// Build writes an index of the row-major vectors to path. Row r of the index is vector order[r].
	Build(ctx context.Context, dim int, vectors []float32, path string, progress func(done, total int64)) (order []int64, indexType string, err error)
	// Tune returns the cheapest search parameters whose recall@k reaches floor, and that recall. It measures recall on
	// the queries, against exact. It returns an error if no parameters reach floor.
	Tune(ctx context.Context, path string, exact vector.Index, queries [][]float32, k int, floor float64) (s vector.SearchParams, recall float64, err error)
	// Open maps the index at path. Searches use the parameters s.
	Open(path string, s vector.SearchParams) (vector.Index, error)
}

// A Builder builds and publishes snapshots. All fields are required, except where noted.
type Builder struct {
	Products    catalog.Store
	Embeddings  catalog.Embeddings
	Embedder    embed.Embedder
	Changes     changes   // optional; without it the snapshot does not tell which changes it contains
	Histories   Histories // optional; without it the snapshot has no related products
	Indexer     Indexer
	Bucket      snapshot.Bucket
	CommonWords []string                              // optional: words of the language that are not typing errors
	Workers     int                                   // number of parallel embedders
	Full        bool                                  // read the whole catalog, not only the changes since the last build
	BuildEvery  time.Duration                         // a run sooner after the last build only writes the delta; see MaxPending
	AllowShrink bool                                  // publish even if many products are gone or invalid
	TempDir     string                                // for temporary files; "" selects the system default
	Now         func() time.Time                      // clock; the version is named after its time
	Progress    func(stage string, done, total int64) // total is 0 if unknown
	Logger      *slog.Logger
}

// A Report describes the result of a build.
type Report struct {
	Products  int  // products in the index
	Skipped   int  // invalid products that the index does not contain
	Embedded  int  // products embedded by this build
	Published bool // false if no build was due
	Compacted bool // the delta of the published snapshot was written
	Held      bool // somebody went back to an older version, so nothing was built
	Manifest  snapshot.Manifest
	Removed   []string // deleted versions
}

// ErrNoProducts is the error of Run for a catalog without valid products.
var ErrNoProducts = errors.New("the catalog has no products")

// Run builds and publishes a snapshot of the current catalog. It publishes nothing if the published snapshot is up
// to date, or an older one to which somebody went back. Within BuildEvery of the last build, it writes the changes to the
// snapshot's delta instead. It returns snapshot.ErrRaced if another builder published first.
func (b *Builder) Run(ctx context.Context) (Report, error) {
	before, generation, err := b.published(ctx)
	if err != nil {
		return Report{}, err
	}
	if held, err := snapshot.Held(ctx, b.Bucket); err != nil || held {
		return Report{Products: before.Count, Held: held, Manifest: before}, err
	}
	reader, shop, err := b.readShop(ctx, before)
	if compacted := errors.Is(err, errCompacted); compacted || errors.Is(err, errNothingNew) {
		return Report{Products: before.Count, Compacted: compacted, Manifest: before}, nil
	}
	if err != nil {
		return Report{}, err
	}
	defer shop.close()
	b.logSkipped(ctx, shop)
	if err := shop.readHistories(ctx, reader); err != nil {
		return Report{}, fmt.Errorf("read histories: %w", err)
	}
	hash := shop.content.end(shop.queries)
	if b.unchanged(ctx, before, shop, hash) {
		b.deleteChanges(ctx, before, shop.contains)
		return Report{Products: len(shop.items), Skipped: len(shop.skipped), Manifest: before}, nil
	}
	if err := reader.checkShrink(ctx, len(shop.items)+len(shop.notOffered), len(shop.skipped), before.Count); err != nil {
		return Report{}, err
	}
	embedded, err := b.embed(ctx, shop)
	if err != nil {
		return Report{}, err
	}
	manifest, err := b.makeAndPublish(ctx, shop, generation, hash)
	if err != nil {
		return Report{}, err
	}
	b.deleteChanges(ctx, manifest, shop.contains)
	removed, err := b.tidy(ctx, shop, manifest.Version)
	if err != nil { // the new snapshot is published; the next build cleans up
		b.Logger.WarnContext(ctx, "old snapshots not removed", "err", err)
	}
	return Report{Products: len(shop.items), Skipped: len(shop.skipped), Embedded: embedded, Published: true, Manifest: manifest, Removed: removed}, nil
}

// unchanged reports whether a new snapshot would equal the published one.
func (b *Builder) unchanged(ctx context.Context, before snapshot.Manifest, s *shop, hash string) bool {
	if hash != before.ContentHash {
		return false
	}
	if s.historyHash() == before.HistoryHash {
		return true
	}
	same, err := b.refinementUnchanged(ctx, before, s)
	if same && err == nil {
		same, err = b.relatedUnchanged(ctx, before, s)
	}
	if err != nil { // build a new snapshot, which also replaces a damaged one
		b.Logger.WarnContext(ctx, "histories not compared with the published ones", "err", err)
	}
	return same && err == nil
}

// published returns the manifest of the current snapshot, or the zero Manifest if there is none or it is damaged.
func (b *Builder) published(ctx context.Context) (snapshot.Manifest, int64, error) {
	m, generation, err := snapshot.Current(ctx, b.Bucket)
	switch {
	case errors.Is(err, snapshot.ErrNoIndex):
		return snapshot.Manifest{}, generation, nil
	case errors.Is(err, snapshot.ErrDamaged):
		b.Logger.WarnContext(ctx, "published snapshot is damaged and will be replaced", "err", err)
		return snapshot.Manifest{}, generation, nil
	case err != nil:
		return snapshot.Manifest{}, 0, fmt.Errorf("published index: %w", err)
	}
	return m, generation, nil
}

// makeAndPublish writes the files to a temporary folder and publishes them.
func (b *Builder) makeAndPublish(ctx context.Context, shop *shop, generation int64, hash string) (snapshot.Manifest, error) {
	dir, err := os.MkdirTemp(b.TempDir, "shopfyp-build-")
	if err != nil {
		return snapshot.Manifest{}, err
	}
	defer os.RemoveAll(dir)
	m := snapshot.Manifest{
		Version: version(b.Now(), hash), Model: b.Embedder.Model(), Dim: shop.vectors.dim, Count: len(shop.items), Currency: shop.currency(),
		BuiltAt: b.Now().UTC(), Watermark: shop.watermark, Changes: shop.contains, ContentHash: hash,
		HistoryHash: shop.historyHash(),
	}
	if err := b.saveSource(ctx, m.Version, shop); err != nil {
		b.Logger.WarnContext(ctx, "source not saved, the next build reads the whole catalog", "err", err)
	}
	if m.Refinement, err = b.refine(ctx, shop); err != nil {
		return snapshot.Manifest{}, err
	}
	if m.Index, err = b.makeFiles(ctx, dir, shop); err != nil {
		return snapshot.Manifest{}, err
	}
	b.Progress("publish", 0, 0)
	return snapshot.Publish(ctx, b.Bucket, dir, m, generation)
}

// version returns a version name that sorts by time and contains a part of the content hash.
func version(now time.Time, contentHash string) string {
	return now.UTC().Format("20060102T150405.000Z") + "-" + contentHash[:8]
}

// maxLogged is the maximum number of skipped products in the log line.
const maxLogged = 10

// logSkipped logs how many products were skipped, and the first few of them.
func (b *Builder) logSkipped(ctx context.Context, s *shop) {
	if len(s.skipped) == 0 {
		return
	}
	var examples []string
	for _, id := range slices.Sorted(maps.Keys(s.skipped)) {
		if len(examples) < maxLogged {
			examples = append(examples, fmt.Sprintf("%s: %v", id, s.skipped[id]))
		}
	}
	b.Logger.WarnContext(ctx, "products skipped", "skipped", len(s.skipped), "examples", examples)
}

// checkShrink returns an error if many products are missing or invalid, because that indicates a failed import or an
// incomplete read. The published snapshot then stays in use. read includes the products that are not offered: the shop
// took them out on purpose.
func (b *Builder) checkShrink(ctx context.Context, read, skipped, before int) error {
	count, err := b.Products.Count(ctx)
	if err != nil {
		return fmt.Errorf("count products: %w", err)
	}
	// Products change while they are read, so a small difference is normal.
	if missing := count - read - skipped; float64(missing) > input.MaxShrink*float64(count) {
		return fmt.Errorf("read %d products of %d: not published", read, count)
	}
	if before > 0 && skipped > maxLogged && float64(skipped) > input.MaxShrink*float64(read+skipped) && !b.AllowShrink {
		return fmt.Errorf("%d of %d products are invalid: not published; repair them, or set ALLOW_SHRINK=true to publish without them", skipped, read+skipped)
	}
	if input.Shrank(before, read, skipped) && !b.AllowShrink {
		return fmt.Errorf("the published snapshot has %d products and the catalog only %d: not published; set ALLOW_SHRINK=true if the products were deleted on purpose", before, read)
	}
	return nil
}

// tidy deletes old snapshots and sources and the embeddings of deleted products.
func (b *Builder) tidy(ctx context.Context, shop *shop, version string) ([]string, error) {
	err := errors.Join(b.Embeddings.DeleteEmbeddings(ctx, shop.orphans), b.pruneSources(ctx, version))
	removed, perr := snapshot.Prune(ctx, b.Bucket, KeepSnapshots)
	return removed, errors.Join(err, perr)
}
