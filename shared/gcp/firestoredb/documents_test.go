package firestoredb

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/firestore"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/genproto/googleapis/type/latlng"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
)

// set writes a document without validation, like another program might.
func set(t *testing.T, c *firestore.Client, path string, data map[string]any) {
	t.Helper()
	if _, err := c.Doc(path).Set(t.Context(), data); err != nil {
		t.Fatalf("set %s: %v", path, err)
	}
}

func stored(t *testing.T, c *firestore.Client, path string) map[string]any {
	t.Helper()
	doc, err := c.Doc(path).Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return doc.Data()
}

// hostile returns a value of each Firestore type, keyed by the name of the type.
func hostile(c *firestore.Client) map[string]any {
	return map[string]any{
		"bool": true, "int": 42, "float": 0.5, "NaN": math.NaN(), "infinity": math.Inf(1), "string": "text", "bytes": []byte{0xff},
		"time": time.Unix(0, 0), "place": &latlng.LatLng{Latitude: 1}, "reference": c.Doc("a/b"),
		"empty array": []any{}, "array": []any{1, "a", nil}, "empty map": map[string]any{}, "map": map[string]any{"amount": "1", "currency": 2},
		"vector": firestore.Vector64{1, 2}, "wide vector": firestore.Vector64{1e300},
	}
}

func TestProductDocument(t *testing.T) {
	c := open(t)
	updated := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	_, err := NewProducts(c).Put(t.Context(), []catalog.Product{
		{
			ID: "full", Title: "t", Description: "d", Brand: "b", Color: "c", Category: []string{"x", "y"},
			Price: catalog.Money{Amount: 1999, Currency: "EUR"}, ListPrice: catalog.Money{Amount: 2499, Currency: "EUR"},
			Rating: 4.5, RatingCount: 7, ImageURL: "i", URL: "u", UpdatedAt: updated,
		},
		{ID: "bare", Title: "t"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"title": "t", "description": "d", "brand": "b", "color": "c", "category": []any{"x", "y"},
		"price":     map[string]any{"amount": int64(1999), "currency": "EUR"},
		"listPrice": map[string]any{"amount": int64(2499), "currency": "EUR"},
		"rating":    4.5, "ratingCount": int64(7), "imageUrl": "i", "url": "u", "updatedAt": updated,
	}
	if diff := cmp.Diff(want, stored(t, c, "products/full")); diff != "" {
		t.Errorf("full product (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]any{"title": "t"}, stored(t, c, "products/bare")); diff != "" {
		t.Errorf("bare product (-want +got):\n%s", diff)
	}
}

func TestInteractionDocument(t *testing.T) {
	c := open(t)
	log := NewInteractions(c)
	for name, tc := range map[string]struct {
		x    interaction.Interaction
		want map[string]any
	}{
		"search": {
			interaction.Interaction{Type: interaction.Search, Query: "q", Vector: []float32{0.5, 1}, Model: "m"},
			map[string]any{"type": "search", "query": "q", "vector": firestore.Vector64{0.5, 1}, "model": "m"},
		},
		"search with filters": {
			interaction.Interaction{Type: interaction.Search, Query: "q", Filters: &query.Filters{MaxPrice: catalog.Money{Amount: 5000, Currency: "USD"}, Colors: []string{"red"}}},
			map[string]any{
				"type": "search", "query": "q",
				"wish": map[string]any{"maxPrice": map[string]any{"amount": int64(5000), "currency": "USD"}, "colors": []any{"red"}},
			},
		},
		"search with empty filters": {
			interaction.Interaction{Type: interaction.Search, Query: "q", Filters: &query.Filters{}},
			map[string]any{"type": "search", "query": "q", "wish": map[string]any{}},
		},
		"click": {
			interaction.Interaction{Type: interaction.Click, ProductID: "p"},
			map[string]any{"type": "click", "productId": "p"},
		},
	} {
		id, err := log.Append(t.Context(), "ann", tc.x)
		if err != nil {
			t.Fatal(err)
		}
		got := stored(t, c, "users/ann/interactions/"+id)
		if created, ok := got["createdAt"].(time.Time); !ok || created.IsZero() {
			t.Errorf("%s: createdAt = %v, want the server's time", name, got["createdAt"])
		}
		delete(got, "createdAt")
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestGetErrorNamesInvalidProduct(t *testing.T) {
	fields := []string{
		"title", "description", "brand", "color", "category", "price", "listPrice", "rating", "ratingCount", "imageUrl", "url", "updatedAt",
	}
	c := open(t)
	products := NewProducts(c)
	for kind, value := range hostile(c) {
		for _, field := range fields {
			set(t, c, "products/odd", map[string]any{"title": "t", field: value})
			_, err := products.Get(t.Context(), "odd")
			if err != nil && !strings.Contains(err.Error(), `"odd"`) {
				t.Errorf("%s of type %s: error does not name the product: %v", field, kind, err)
			}
			if field == "title" && (err == nil) != (kind == "string") {
				t.Errorf("title of type %s: Get returned error %v, want an error unless it is a string", kind, err)
			}
		}
	}
}

func TestAllYieldsADecodeErrorForABadDocument(t *testing.T) {
	c := open(t)
	set(t, c, "products/a", map[string]any{"title": "t", "rating": 4, "extra": []any{1}, "brand": nil}) // JavaScript writes 4.0 as an integer
	set(t, c, "products/b", map[string]any{"title": 42})
	set(t, c, "products/c", map[string]any{"title": "t", "price": "12.50"})
	set(t, c, "products/d", map[string]any{"title": "t", "price": map[string]any{"amount": -1, "currency": "EUR"}})
	var got []string
	for p, err := range NewProducts(c).All(t.Context()) {
		if bad, ok := errors.AsType[*catalog.DecodeError](err); ok {
			got = append(got, "error of "+string(bad.ID))
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(p.ID))
	}
	if want := []string{"a", "error of b", "error of c", "d"}; !slices.Equal(got, want) {
		t.Errorf("All yields %q, want %q", got, want)
	}
	if written, err := NewProducts(c).Put(t.Context(), []catalog.Product{{ID: "b", Title: "repaired"}}); written != 1 || err != nil {
		t.Errorf("Put over the invalid document = %d, %v, want 1, nil", written, err)
	}
}

func TestAllEmbeddingsYieldsOnlyIDOfInvalidDocument(t *testing.T) {
	c := open(t)
	for kind, value := range hostile(c) {
		set(t, c, "embeddings/"+kind, map[string]any{"vector": value, "model": "m", "textHash": "h"})
	}
	set(t, c, "embeddings/none", map[string]any{})
	for e, err := range NewEmbeddings(c).AllEmbeddings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if good := e.ID == "vector"; good != (e.Model == "m") || good != (len(e.Vector) == 2) {
			t.Errorf("embedding with a vector of type %s = %+v", e.ID, e)
		}
	}
}

func TestLatestSkipsInvalidDocuments(t *testing.T) {
	c := open(t)
	log := NewInteractions(c)
	ids := make(map[string]string)
	for _, query := range []string{"first", "second", "third"} {
		id, err := log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: query})
		if err != nil {
			t.Fatal(err)
		}
		ids[query] = id
		for kind, value := range hostile(c) {
			for _, field := range []string{"type", "query", "productId", "createdAt"} {
				if field == "query" && kind == "string" {
					continue // valid
				}
				set(t, c, "users/ann/interactions/"+query+" "+field+" "+kind,
					map[string]any{"type": "search", "query": "shoes", "createdAt": time.Now(), field: value})
			}
		}
	}
	got, err := log.Latest(t.Context(), "ann", 3)
	if err != nil {
		t.Fatal(err)
	}
	var queries []string
	for _, x := range got {
		queries = append(queries, x.Query)
	}
	// The document "… createdAt time" is a valid search from 1970, older than these three.
	if want := []string{"third", "second", "first"}; !slices.Equal(queries, want) {
		t.Errorf("queries of Latest(3) = %q, want %q", queries, want)
	}
	if x, err := log.Get(t.Context(), "ann", "first type int"); err != nil || x.Validate() == nil {
		t.Errorf("Get of an invalid document = %+v, %v, want an invalid interaction", x, err)
	}
}

func TestGetOmitsInvalidVector(t *testing.T) {
	c := open(t)
	log := NewInteractions(c)
	for kind, value := range hostile(c) {
		set(t, c, "users/ann/interactions/x", map[string]any{"type": "search", "query": "q", "createdAt": time.Now(), "vector": value, "model": "m"})
		x, err := log.Get(t.Context(), "ann", "x")
		if err != nil || x.Query != "q" {
			t.Errorf("vector of type %s: Get = %+v, %v, want the query q", kind, x, err)
		}
		if good := kind == "vector"; good != (len(x.Vector) == 2) || good != (x.Model == "m") {
			t.Errorf("vector of type %s: Get returned vector %v of model %q", kind, x.Vector, x.Model)
		}
	}
}

func TestDismissedSkipsInvalidDocuments(t *testing.T) {
	c := open(t)
	for kind, value := range hostile(c) {
		set(t, c, "users/ann/interactions/"+kind, map[string]any{"type": "dismiss", "productId": value, "createdAt": time.Now()})
	}
	set(t, c, "users/ann/interactions/none", map[string]any{"type": "dismiss"})
	got, err := NewInteractions(c).Dismissed(t.Context(), "ann")
	if err != nil || !slices.Equal(got, []catalog.ID{"text"}) {
		t.Errorf("Dismissed = %q, %v, want only %q", got, err, "text")
	}
}

func TestGetBatchKeepsUndecodableProducts(t *testing.T) {
	client := open(t)
	set(t, client, "products/bad", map[string]any{"title": 7})
	got, err := NewProducts(client).GetBatch(t.Context(), []catalog.ID{"bad"})
	if want := (catalog.Product{ID: "bad"}); err != nil || len(got) != 1 || !want.SameContent(new(got["bad"])) {
		t.Errorf("GetBatch = %+v, %v, want only the ID of the product", got, err)
	}
}
