package milvus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/milvus-io/milvus/client/v2/column"
	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/snapshot"
)

// A document is what a collection keeps of a product besides its vector and words.
type document struct {
	ID         catalog.ID     `json:"id"`
	Card       catalog.Card   `json:"card"`
	Keys       []string       `json:"keys,omitempty"`
	Numbers    []string       `json:"numbers,omitempty"`
	Flags      snapshot.Flags `json:"flags,omitempty"`
	Attributes uint64         `json:"attributes,omitempty"`
	Hash       string         `json:"hash,omitempty"`
}

// noWords is the index of the only element of the words of a product without words. engine.WordID returns smaller ones.
const noWords = 1 << 31

// encode returns the JSON of a product's document. Its error names the product.
func encode(p *engine.Product) (string, error) {
	var data bytes.Buffer
	e := json.NewEncoder(&data)
	e.SetEscapeHTML(false)
	if err := e.Encode(document{p.ID, p.Card, p.Keys, p.Numbers, p.Flags, p.Attributes, p.Hash}); err != nil {
		return "", fmt.Errorf("%w: product %q: %w", engine.ErrInvalid, p.ID, err)
	}
	text := string(bytes.TrimSuffix(data.Bytes(), []byte("\n")))
	switch {
	case len(text) > maxData:
		return "", fmt.Errorf("%w: product %q: its card has %d bytes as JSON, more than %d", engine.ErrInvalid, p.ID, len(text), maxData)
	case len(p.Hash) > maxHash:
		return "", fmt.Errorf("%w: product %q: its hash has %d bytes, more than %d", engine.ErrInvalid, p.ID, len(p.Hash), maxHash)
	case len(p.Numbers)+len(p.Keys) > maxTerms:
		return "", fmt.Errorf("%w: product %q: it has %d numbers and keys, more than %d", engine.ErrInvalid, p.ID, len(p.Numbers)+len(p.Keys), maxTerms)
	}
	return text, nil
}

// sparse returns words, whose scores are valid, as a sparse vector. It adds up the scores of a word that occurs twice and
// leaves out words with the score 0.
func sparse(words []engine.Word) entity.SparseEmbedding {
	sums := make(map[uint32]float32, len(words))
	for _, w := range words {
		sums[w.ID] += w.Score
	}
	ids, scores := make([]uint32, 0, len(sums)), make([]float32, 0, len(sums))
	for id, score := range sums {
		if score > 0 {
			ids, scores = append(ids, id), append(scores, score)
		}
	}
	return newSparse(ids, scores)
}

func newSparse(ids []uint32, scores []float32) entity.SparseEmbedding {
	s, err := entity.NewSliceSparseEmbedding(ids, scores)
	if err != nil {
		panic(err) // the lengths differ
	}
	return s
}

// columnsOf returns the columns of products, which are valid. documents are their documents, see encode.
func columnsOf(products []engine.Product, documents []string, dim int) []column.Column {
	n := len(products)
	ids, hashes, currencies := make([]string, n), make([]string, n), make([]string, n)
	rows, groups, prices := make([]int64, n), make([]int64, n), make([]int64, n)
	soldOut, adult := make([]bool, n), make([]bool, n)
	attributes, terms := make([][]int8, n), make([][]int64, n)
	vectors, words := make([][]float32, n), make([]entity.SparseEmbedding, n)
	for i := range products {
		p := &products[i]
		ids[i], hashes[i], rows[i], groups[i] = encodeID(p.ID), p.Hash, engine.RowOf(p.ID), p.Group()
		soldOut[i], adult[i] = p.Flags&snapshot.Unavailable != 0, p.Flags&snapshot.Adult != 0
		if p.Flags&snapshot.HasSale == 0 && isCurrency(p.Card.Price.Currency) {
			prices[i], currencies[i] = p.Card.Price.Amount, p.Card.Price.Currency
		}
		attributes[i], terms[i], vectors[i] = bitsOf(p.Attributes), termsOf(p.Numbers, p.Keys), p.Vector
		if words[i] = sparse(p.Words); words[i].Len() == 0 {
			words[i] = newSparse([]uint32{noWords}, []float32{1})
		}
	}
	return []column.Column{
		column.NewColumnVarChar(idField, ids), column.NewColumnInt64(rowField, rows), column.NewColumnInt64(groupField, groups),
		column.NewColumnBool(soldOutField, soldOut), column.NewColumnBool(adultField, adult),
		column.NewColumnInt64(priceField, prices), column.NewColumnVarChar(currencyField, currencies),
		column.NewColumnInt8Array(attributesField, attributes), column.NewColumnInt64Array(termsField, terms),
		column.NewColumnVarChar(hashField, hashes), column.NewColumnVarChar(dataField, documents),
		column.NewColumnFloatVector(vectorField, dim, vectors), column.NewColumnSparseVectors(wordsField, words),
	}
}

// productsOf returns the products of a result.
func productsOf(r *milvusclient.ResultSet) ([]engine.Product, error) {
	data, ok1 := columnOf[string](r, dataField)
	vectors, ok2 := columnOf[entity.FloatVector](r, vectorField)
	words, ok3 := columnOf[entity.SparseEmbedding](r, wordsField)
	if !ok1 || !ok2 || !ok3 || len(vectors) != len(data) || len(words) != len(data) {
		return nil, fmt.Errorf("milvus: a result has %d documents, %d vectors and %d words", len(data), len(vectors), len(words))
	}
	products := make([]engine.Product, len(data))
	for i := range data {
		var d document
		if err := json.Unmarshal([]byte(data[i]), &d); err != nil {
			return nil, fmt.Errorf("milvus: document %.100q: %w", data[i], err)
		}
		products[i] = engine.Product{
			ID: d.ID, Card: d.Card, Vector: vectors[i], Words: wordsOf(words[i]), Keys: d.Keys, Numbers: d.Numbers,
			Flags: d.Flags, Attributes: d.Attributes, Hash: d.Hash,
		}
	}
	return products, nil
}

// columnOf returns the values of a column. A result without entities may lack it.
func columnOf[T any](r *milvusclient.ResultSet, name string) ([]T, bool) {
	c, ok := r.GetColumn(name).(interface{ Data() []T })
	if !ok {
		return nil, r.ResultCount == 0
	}
	return c.Data(), true
}

func wordsOf(s entity.SparseEmbedding) (words []engine.Word) {
	for i := range s.Len() {
		if id, score, _ := s.Get(i); id < noWords {
			words = append(words, engine.Word{ID: id, Score: score})
		}
	}
	slices.SortFunc(words, func(a, b engine.Word) int { return int(a.ID) - int(b.ID) })
	return words
}
