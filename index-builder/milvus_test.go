//go:build milvus && !race

package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/milvus"
	"shopfyp.dev/shared/engine/milvustest"
)

// renamed is an embedder with another model.
type renamed struct {
	embed.Embedder
	model string
}

func (r renamed) Model() string { return r.model }

// onMilvus makes the site use a Milvus server.
func (s *site) onMilvus(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	server, err := milvustest.Start(ctx, milvustest.Options{})
	if errors.Is(err, milvustest.ErrUnavailable) && os.Getenv("REQUIRE_MILVUS") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	s.loader.Address = engine.Address{Host: server.Addr(), Collection: milvustest.Name()}.String()
	if s.loader.Engine, err = openEngine(Config{Index: s.loader.Address}); err != nil {
		t.Fatal(err)
	}
}

// ids returns the products of the collection that instances with a model search.
func (s *site) ids(t *testing.T, model string) (ids []catalog.ID) {
	t.Helper()
	at, err := engine.ParseAddress(s.loader.Address)
	if err != nil {
		t.Fatal(err)
	}
	c, err := milvus.Open(t.Context(), milvus.Config{Address: at.Host, Name: at.Collection, Model: model})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Entries(t.Context(), func(some []engine.Entry) error {
		for _, e := range some {
			ids = append(ids, e.ID)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

func TestJobLoadsMilvus(t *testing.T) {
	s := newSite(t, 500, 100)
	s.onMilvus(t)
	if r := s.task(t, 0, 1); r.loaded == nil || r.loaded.Written != 500 || r.Products > 100 {
		t.Fatalf("job: %+v, loaded %+v; want 500 products there and at most 100 in the companion", r.Report, r.loaded)
	}
	model := s.builder.Embedder.Model()
	if ids := s.ids(t, model); len(ids) != 500 {
		t.Errorf("Milvus has %d products, want 500", len(ids))
	}
	s.repairs(t, model)
	s.changesModel(t, model)
}

// repairs changes the collection and the catalog, and checks that a full load makes them equal.
func (s *site) repairs(t *testing.T, model string) {
	t.Helper()
	c, err := s.loader.Engine.Open(t.Context(), model)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	found, err := c.Get(t.Context(), []catalog.ID{"p0001"})
	if err != nil || len(found) != 1 {
		t.Fatalf("Get = %v, %v", found, err)
	}
	wrong := found[0]
	wrong.Card.Title, wrong.Hash = "wrong", "000000000000000000000000"
	if err := errors.Join(c.Put(t.Context(), []engine.Product{wrong}), c.Delete(t.Context(), []catalog.ID{"p0002"}), s.memory.Delete(t.Context(), []catalog.ID{"p0003"})); err != nil {
		t.Fatal(err)
	}
	s.loader.Full = true
	if r := s.task(t, 0, 1); r.loaded == nil || r.loaded.Written != 2 || r.loaded.Deleted != 1 {
		t.Errorf("repair: %+v, want 2 products written and 1 deleted", r.loaded)
	}
	found, err = c.Get(t.Context(), []catalog.ID{"p0001", "p0002", "p0003"})
	if err != nil || len(found) != 2 || found[0].Card.Title == "wrong" || found[1].Card.Title == "wrong" {
		t.Errorf("after the repair Get = %v, %v, want p0001 and p0002 as in the catalog", found, err)
	}
}

// changesModel loads the collections of two more models. Only the last two stay.
func (s *site) changesModel(t *testing.T, first string) {
	t.Helper()
	for _, model := range []string{"second/model", "third/model"} {
		s.builder.Embedder = renamed{embed.NewFake(64), model}
		s.loader.Embedder = s.builder.Embedder
		if r := s.task(t, 0, 1); r.loaded == nil || r.loaded.Written != 499 {
			t.Fatalf("load of %s: %+v, want all 499 products written", model, r.loaded)
		}
		if ids := s.ids(t, model); len(ids) != 499 {
			t.Errorf("the collection of %s has %d products, want 499", model, len(ids))
		}
	}
	if _, err := s.loader.Engine.Open(t.Context(), "second/model"); err != nil {
		t.Errorf("the collection before the active one is gone: %v", err)
	}
	if _, err := s.loader.Engine.Open(t.Context(), first); !errors.Is(err, engine.ErrGone) {
		t.Errorf("Open of the first model = %v, want ErrGone", err)
	}
}
