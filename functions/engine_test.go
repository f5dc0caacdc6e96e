package functions

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/enginetest"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

// An engineWorld is a world with a search engine. The engine can be away.
type engineWorld struct {
	*world
	engine *engine.Memory
	away   bool
}

// newEngineWorld returns a world whose engine has all products and one that the snapshot does not have.
func newEngineWorld(t *testing.T) *engineWorld {
	t.Helper()
	w := &engineWorld{world: newWorld(t)}
	w.environ = []string{"INDEX=milvus://127.0.0.1:19530/shop"}
	mean := lexical.Lengths{2, 1, 1, 2}
	w.engine = engine.NewMemory(engine.Info{Model: w.embedder.Model(), Dim: w.embedder.Dim(), Mean: mean})
	enginetest.Fill(t, w.engine, w.embedder, append(slices.Clone(products), catalog.Product{ID: "new", Title: "Zorblax Bluetooth Speaker", Brand: "Quuxly"})...)
	w.ports.Engine = func(context.Context, wire.Config, string, int) (engine.Collection, error) {
		if w.away {
			return nil, engine.ErrUnavailable
		}
		return awayEngine{w.engine, w}, nil
	}
	return w
}

// awayEngine fails every search while the engine is away.
type awayEngine struct {
	*engine.Memory
	w *engineWorld
}

func (a awayEngine) Nearest(ctx context.Context, v []float32, k int, c recommend.Condition) ([]engine.Hit, error) {
	if a.w.away {
		return nil, engine.ErrUnavailable
	}
	return a.Memory.Nearest(ctx, v, k, c)
}

// searched returns the IDs of the products that a search finds.
func searched(t *testing.T, h *Host, text string) (ids []catalog.ID) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/api/search", strings.NewReader(`{"query": "`+text+`"}`))
	r.Header.Set("Authorization", "Bearer ann")
	r.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	h.HTTP("search").ServeHTTP(rec, r)
	var found struct{ Products []catalog.Card }
	if err := json.Unmarshal(rec.Body.Bytes(), &found); err != nil || rec.Code != http.StatusOK {
		t.Fatalf("search answers %d %s", rec.Code, rec.Body)
	}
	for _, p := range found.Products {
		ids = append(ids, p.ID)
	}
	return ids
}

// With INDEX, searches find what the engine has, and its changes at once.
func TestSearchEngine(t *testing.T) {
	w := newEngineWorld(t)
	h := w.host(t, io.Discard)
	for _, text := range []string{"zorblax speaker", "quuxly"} {
		if ids := searched(t, h, text); len(ids) == 0 || ids[0] != "new" {
			t.Errorf("search for %q finds %q, want the engine's new product first", text, ids)
		}
	}
	if err := w.engine.Delete(t.Context(), []catalog.ID{"new"}); err != nil {
		t.Fatal(err)
	}
	if ids := searched(t, h, "zorblax speaker"); slices.Contains(ids, "new") {
		t.Errorf("search finds %q, which includes a deleted product", ids)
	}
}

// While the engine is away, the snapshot answers, and the log says so.
func TestSearchEngineAway(t *testing.T) {
	for _, late := range []bool{false, true} {
		w := newEngineWorld(t)
		w.away = !late
		var log bytes.Buffer
		h := w.host(t, &log)
		if late {
			searched(t, h, "speaker")
			w.away = true
		}
		if ids := searched(t, h, "bluetooth speaker"); !slices.Contains(ids, "speaker-1") || slices.Contains(ids, "new") {
			t.Errorf("late %t: search finds %q, want the snapshot's speakers", late, ids)
		}
		if !strings.Contains(log.String(), "the companion snapshot answers") {
			t.Errorf("late %t: the log does not say that the engine is away: %s", late, &log)
		}
		w.away = false
		if late {
			if ids := searched(t, h, "zorblax speaker"); len(ids) == 0 || ids[0] != "new" {
				t.Errorf("search finds %q, want the product of the engine that is back", ids)
			}
		}
	}
}

// The token of the search engine is a secret.
func TestSearchEngineTokenIsNotLogged(t *testing.T) {
	w := newEngineWorld(t)
	w.environ = append(w.environ, "MILVUS_TOKEN=hidden-token")
	var log bytes.Buffer
	h := w.host(t, &log)
	searched(t, h, "speaker")
	if strings.Contains(log.String(), "hidden-token") {
		t.Errorf("the log has the token: %s", &log)
	}
}

// The catalog's function writes changes to the engine.
func TestCatalogWritesToTheSearchEngine(t *testing.T) {
	w := newEngineWorld(t)
	w.ports.Changes = change.NewMemory(w.store)
	h := w.host(t, io.Discard)
	receive := h.Event("catalog")
	if _, err := w.store.Put(t.Context(), []catalog.Product{{ID: "late", Title: "Flurbish Bluetooth Speaker"}}); err != nil {
		t.Fatal(err)
	}
	w.away = true
	if err := receive(t.Context(), written(t, "late")); err == nil {
		t.Fatal("an event is acknowledged while the engine is away, so its change would be lost")
	}
	w.away = false
	deliver := func() {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
			err := receive(t.Context(), written(t, "late"))
			if err == nil {
				return
			}
			if time.Now().After(deadline) {
				t.Fatal(err)
			}
		}
	}
	deliver()
	if ids := searched(t, h, "flurbish"); len(ids) == 0 || ids[0] != "late" {
		t.Errorf("search finds %q, want the new product first", ids)
	}
	if err := w.store.Delete(t.Context(), []catalog.ID{"late"}); err != nil {
		t.Fatal(err)
	}
	deliver()
	if ids := searched(t, h, "flurbish speaker"); slices.Contains(ids, "late") {
		t.Errorf("search finds %q, which includes a deleted product", ids)
	}
}
