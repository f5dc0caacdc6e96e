package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/import/importer"
)

const (
	project = "demo-eval"
	bucket  = "demo-eval"
)

// A shop serves the catalog of a task with the production code.
type shop struct {
	service  *recommend.Service
	embedder embed.Embedder
	views    views
	log      interaction.Log
	products catalog.Store
	closers  []func() error // called in reverse order
}

func (s *shop) onClose(f func() error) { s.closers = append(s.closers, f) }

// close releases the resources of openShop.
func (s *shop) close() (err error) {
	for i := len(s.closers) - 1; i >= 0; i-- {
		err = errors.Join(err, s.closers[i]())
	}
	s.closers = nil
	return err
}

// openShop starts the emulators, imports the catalog, builds its index and opens the service.
func openShop(ctx context.Context, o options, t task, log io.Writer) (*shop, error) {
	s := &shop{}
	if err := s.open(ctx, o, t, log); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *shop) open(ctx context.Context, o options, t task, log io.Writer) error {
	dir, err := os.MkdirTemp("", "shopfyp-eval-")
	if err != nil {
		return err
	}
	s.onClose(func() error { return os.RemoveAll(dir) })
	embedder, closeEmbedder, err := openEmbedder(o)
	if err != nil {
		return err
	}
	s.onClose(closeEmbedder)
	s.embedder = embedder
	db, err := s.startFirestore(ctx)
	if err != nil {
		return err
	}
	gcs, err := s.startStorage(ctx, filepath.Join(dir, "storage"))
	if err != nil {
		return err
	}
	s.products = firestoredb.NewProducts(db)
	if err := s.fill(ctx, t, log); err != nil {
		return err
	}
	if err := s.embed(ctx, firestoredb.NewEmbeddings(db), log); err != nil {
		return err
	}
	if err := buildIndex(ctx, o, log); err != nil {
		return err
	}
	return s.serve(ctx, o, filepath.Join(dir, "index"), db, gcsbucket.New(gcs, bucket))
}

// fill imports the catalog of the task.
func (s *shop) fill(ctx context.Context, t task, log io.Writer) error {
	src, err := importer.File(t.catalog)
	if err != nil {
		return err
	}
	report, err := importer.Run(ctx, s.products, src, importer.Options{Currency: t.currency})
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "imported %d products of %d rows\n", report.New, report.Rows)
	return nil
}

// embed stores the product vectors, so that the index-builder does not embed the products again.
func (s *shop) embed(ctx context.Context, store catalog.Embeddings, log io.Writer) error {
	start := time.Now()
	var products []catalog.Product
	for p, err := range s.products.All(ctx) {
		if err != nil {
			return err
		}
		products = append(products, p)
	}
	err := embedProducts(ctx, s.embedder, products, func(_ int, embeddings []catalog.Embedding) error { return store.PutEmbeddings(ctx, embeddings) })
	fmt.Fprintf(log, "stored %d vectors in %.0f s\n", len(products), time.Since(start).Seconds())
	return err
}

// buildIndex runs the index-builder program.
func buildIndex(ctx context.Context, o options, log io.Writer) error {
	cmd := exec.CommandContext(ctx, o.builder)
	cmd.Env = append(os.Environ(), "GOOGLE_CLOUD_PROJECT="+project, "BUCKET="+bucket, "NATIVE_DIR="+o.native)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", o.builder, err)
	}
	return nil
}

// serve downloads the published snapshot into dir and opens the service.
func (s *shop) serve(ctx context.Context, o options, dir string, db *firestore.Client, b snapshot.Bucket) error {
	lib, err := faiss.Load(filepath.Join(o.native, "lib"))
	if err != nil {
		return err
	}
	opener := recommend.Opener{Model: s.embedder.Model(), Dim: s.embedder.Dim(), Index: func(path string, s vector.SearchParams) (vector.Index, error) {
		return lib.Open(path, s)
	}}
	logger := slog.New(slog.DiscardHandler)
	follower := snapshot.NewFollower(snapshot.FollowerConfig[*recommend.OpenView]{
		Bucket: b, Dir: dir, Every: time.Hour, Check: opener.Check, Open: opener.Open, Logger: logger,
	})
	s.onClose(follower.Close)
	s.views, s.log = views{follower}, firestoredb.NewInteractions(db)
	s.service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s.views,
		Ranker: recommend.Interests, Logger: logger,
	})
	return follower.Refresh(ctx)
}

// views implements recommend.Views with the snapshots of a follower.
type views struct {
	follower *snapshot.Follower[*recommend.OpenView]
}

func (v views) Use(ctx context.Context, use func(*recommend.View) error) error {
	return v.follower.Use(ctx, func(o *recommend.OpenView) error { return use(&o.View) })
}

// original is an asker that searches only by the query's vector, as the original shop does.
func (s *shop) original(ctx context.Context, query string, k int) (ids []catalog.ID, err error) {
	vec, err := s.embedder.EmbedQuery(ctx, query)
	if err != nil {
		return nil, err
	}
	err = s.views.Use(ctx, func(v *recommend.View) error {
		hits, err := v.Index.Search(vec, k)
		for _, h := range hits {
			id, iderr := v.Cards.ID(h.Row)
			ids, err = append(ids, id), errors.Join(err, iderr)
		}
		return err
	})
	return ids, err
}

func idsOf(cards []catalog.Card) (ids []catalog.ID) {
	for _, c := range cards {
		ids = append(ids, c.ID)
	}
	return ids
}

// search is an asker that returns the results of the search page.
func (s *shop) search(ctx context.Context, query string, k int) ([]catalog.ID, error) {
	res, err := s.service.Search(ctx, rand.Text(), query, k)
	return idsOf(res.Products), err
}

// card is an asker that returns the card of a new shopper after one search.
func (s *shop) card(ctx context.Context, query string, k int) ([]catalog.ID, error) {
	user := rand.Text()
	if _, err := s.service.Search(ctx, user, query, k); err != nil {
		return nil, err
	}
	card, err := s.service.Recommend(ctx, user, k, 0)
	var ids []catalog.ID
	for _, r := range card.Products {
		ids = append(ids, r.ID)
	}
	return ids, err
}
