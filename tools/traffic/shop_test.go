package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"shopfyp.dev/functions"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/tools/demo"
	"shopfyp.dev/tools/internal/server"
)

// A shop is a shop in memory with a part of the demo catalog.
type shop struct {
	url, auth   string
	host        *functions.Host
	metrics     *metrics.Memory
	experiments *experiment.Memory
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{metrics: new(metrics.Memory), experiments: new(experiment.Memory)}
	products, err := demo.Products()
	if err != nil {
		t.Fatal(err)
	}
	products = products[:400]
	store := catalog.NewMemory()
	if _, err := store.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	model := embed.NewFake(64)
	ports := functions.Ports{
		Products: store, Log: interaction.NewMemory(time.Now), Metrics: s.metrics, Experiments: s.experiments,
		Bucket: publish(t, products, model), Verifier: server.TokenIsUser{},
		Encoder:   &functions.Encoder{Model: model.Model(), Dim: 64, Load: func(context.Context) (embed.Embedder, error) { return model, nil }},
		OpenIndex: func(string, vector.SearchParams) (vector.Index, error) { return indexOf(t.Context(), products, model) },
	}
	s.host, err = functions.OpenOver(ports, []string{
		"GOOGLE_CLOUD_PROJECT=demo-p", "BUCKET=b", "SNAPSHOT_DIR=" + t.TempDir(), "RATE_PER_USER=0", "RATE_PER_ADDRESS=0", "DEMO_CHECKOUT=true",
	}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	api, auth := httptest.NewServer(server.Handler(s.host)), newAuth()
	t.Cleanup(func() { auth.Close(); api.Close(); s.host.Close() })
	s.url, s.auth = api.URL, auth.URL
	return s
}

// newAuth returns an Auth emulator whose tokens are the users' IDs.
func newAuth() *httptest.Server {
	var users atomic.Int64
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		user := fmt.Sprint("user-", users.Add(1))
		fmt.Fprintf(w, `{"localId": %q, "idToken": %q}`, user, user)
	}))
}

func indexOf(ctx context.Context, products []catalog.Product, model embed.Embedder) (vector.Index, error) {
	var vectors []float32
	for i := range products {
		v, err := model.EmbedDocument(ctx, products[i].Text())
		if err != nil {
			return nil, err
		}
		vectors = append(vectors, v...)
	}
	return vector.NewFlat(model.Dim(), vectors)
}

// publish returns a bucket with a snapshot of products.
func publish(t *testing.T, products []catalog.Product, model embed.Embedder) snapshot.Bucket {
	t.Helper()
	dir, bucket := t.TempDir(), snapshot.NewMemoryBucket()
	popular := make([]int64, 60)
	for i := range popular {
		popular[i] = int64(i * 5)
	}
	err := errors.Join(
		os.WriteFile(filepath.Join(dir, snapshot.IndexFile), []byte("OpenIndex reads the products"), 0o644),
		snapshot.WriteCards(filepath.Join(dir, snapshot.CardsFile), len(products), func(row int) (snapshot.CardRecord, error) {
			return recommend.CardRecord(&products[row])
		}, popular),
		lexical.Write(filepath.Join(dir, snapshot.LexicalFile), len(products), func(row int) (lexical.Document, error) {
			return recommend.Words(&products[row]), nil
		}),
	)
	if err != nil {
		t.Fatal(err)
	}
	m := snapshot.Manifest{
		Version: "v1", Model: model.Model(), Dim: model.Dim(), Count: len(products), Currency: "EUR", Index: snapshot.Index{Type: "Flat", RecallAt10: 1},
	}
	if _, err := snapshot.Publish(t.Context(), bucket, dir, m, 0); err != nil {
		t.Fatal(err)
	}
	return bucket
}
