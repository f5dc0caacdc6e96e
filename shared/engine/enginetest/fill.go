package enginetest

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

// InfoOf returns the description of a collection for products and an encoder.
func InfoOf(e embed.Embedder, products []catalog.Product) engine.Info {
	var documents []lexical.Document
	for i := range products {
		documents = append(documents, recommend.Words(&products[i]))
	}
	return engine.Info{Model: e.Model(), Dim: e.Dim(), Mean: lexical.MeanLengths(slices.Values(documents))}
}

// Fill writes products of a catalog to a collection, with vectors of an encoder.
func Fill(t testing.TB, c engine.Collection, e embed.Embedder, products ...catalog.Product) {
	t.Helper()
	var all []engine.Product
	for i := range products {
		v, err := e.EmbedDocument(t.Context(), products[i].Text())
		if err != nil {
			t.Fatal(err)
		}
		p, err := engine.NewProduct(&products[i], v, c.Info().Mean)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if err := c.Put(t.Context(), all); err != nil {
		t.Fatal(err)
	}
}
