package milvus

import (
	"encoding/json"
	"fmt"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/index"

	"shopfyp.dev/shared/engine"
)

// format is the version of the schema, which names of collections end with.
const format = 1

// Fields of a collection.
const (
	idField         = "id"         // percent-encoded product ID, see encodeID
	rowField        = "product"    // engine.RowOf, by which Entries divides the collection
	groupField      = "variants"   // Product.Group
	soldOutField    = "sold_out"   // snapshot.Unavailable
	adultField      = "adult"      // snapshot.Adult
	priceField      = "price"      // in minor units; see currencyField
	currencyField   = "currency"   // "" if the price is unknown or the product has a sale: then it is within all bounds
	attributesField = "attributes" // numbers of the bits of Product.Attributes
	termsField      = "terms"      // hashes of Product.Numbers and Product.Keys
	hashField       = "hash"       // Product.Hash
	dataField       = "data"       // JSON of a document
	vectorField     = "vector"
	wordsField      = "words"
)

// Limits of fields.
const (
	maxIDLength = 3 * 128 // bytes of an encoded ID
	maxHash     = 64      // bytes
	maxCurrency = 8       // bytes
	maxTerms    = 1024    // of a product
	maxBits     = 64
	maxData     = 65_535 // bytes, the limit of Milvus
)

// productFields are the fields that make a product.
var productFields = []string{idField, dataField, vectorField, wordsField}

func newSchema(dim int) *entity.Schema {
	text := func(name string, length int64) *entity.Field {
		return entity.NewField().WithName(name).WithDataType(entity.FieldTypeVarChar).WithMaxLength(length)
	}
	list := func(name string, element entity.FieldType, capacity int64) *entity.Field {
		return entity.NewField().WithName(name).WithDataType(entity.FieldTypeArray).WithElementType(element).WithMaxCapacity(capacity)
	}
	scalar := func(name string, t entity.FieldType) *entity.Field {
		return entity.NewField().WithName(name).WithDataType(t)
	}
	s := entity.NewSchema()
	for _, field := range []*entity.Field{
		text(idField, maxIDLength).WithIsPrimaryKey(true),
		scalar(rowField, entity.FieldTypeInt64), scalar(groupField, entity.FieldTypeInt64),
		scalar(soldOutField, entity.FieldTypeBool), scalar(adultField, entity.FieldTypeBool),
		scalar(priceField, entity.FieldTypeInt64), text(currencyField, maxCurrency),
		list(attributesField, entity.FieldTypeInt8, maxBits), list(termsField, entity.FieldTypeInt64, maxTerms),
		text(hashField, maxHash), text(dataField, maxData),
		scalar(vectorField, entity.FieldTypeFloatVector).WithDim(int64(dim)),
		scalar(wordsField, entity.FieldTypeSparseVector),
	} {
		s.WithField(field)
	}
	return s
}

// Parameters of the indexes of vectors. Milvus builds an index for each segment, of a few million vectors at most.
const (
	hnswLinks        = 16
	hnswBuild        = 200
	minHNSWSearch    = 128 // candidates
	ivfLists         = 1024
	ivfProbes        = 32
	minDiskANNSearch = 128 // candidates
)

// Names of the indexes of vectors.
const (
	hnsw    = "HNSW"
	ivf     = "IVF_SQ8"
	diskANN = "DISKANN"
	auto    = "AUTOINDEX" // the server's choice; the only one on Zilliz Cloud
)

// vectorIndex returns the index of vectors with a name.
func vectorIndex(name string) (index.Index, error) {
	switch name {
	case "", hnsw:
		return index.NewHNSWIndex(entity.L2, hnswLinks, hnswBuild), nil
	case ivf:
		return index.NewIvfSQ8Index(entity.L2, ivfLists), nil
	case diskANN:
		return index.NewDiskANNIndex(entity.L2), nil
	case auto:
		return index.NewAutoIndex(entity.L2), nil
	}
	return nil, fmt.Errorf("milvus: index %q is not %s, %s, %s or %s", name, hnsw, ivf, diskANN, auto)
}

// searchParams returns the parameters of a search for k vectors.
func searchParams(name string, k int) index.AnnParam {
	p := index.NewCustomAnnParam()
	switch name {
	case hnsw:
		p.WithExtraParam("ef", max(k, minHNSWSearch))
	case ivf:
		p.WithExtraParam("nprobe", ivfProbes)
	case diskANN:
		p.WithExtraParam("search_list", max(k, minDiskANNSearch))
	}
	return p
}

// An indexed is a field with an index.
type indexed struct {
	field string
	index index.Index
}

// indexes returns the indexes of all fields that searches read. milvus-lite has no indexes of arrays.
func indexes(vectors string, isLite bool) ([]indexed, error) {
	ofVectors, err := vectorIndex(vectors)
	if err != nil {
		return nil, err
	}
	ofWords := index.NewGenericIndex(wordsField, map[string]string{
		index.IndexTypeKey: string(index.SparseInverted), index.MetricTypeKey: string(entity.IP),
	})
	all := []indexed{{vectorField, ofVectors}, {wordsField, ofWords}}
	for _, field := range []string{rowField, groupField, soldOutField, adultField, priceField, currencyField} {
		all = append(all, indexed{field, index.NewInvertedIndex()})
	}
	if !isLite {
		all = append(all, indexed{attributesField, index.NewInvertedIndex()}, indexed{termsField, index.NewInvertedIndex()})
	}
	return all, nil
}

// description is the description of a collection, in its properties and in its schema.
type description struct {
	Format int         `json:"format"`
	Name   string      `json:"name"`  // see Config
	Index  string      `json:"index"` // of the vectors
	Info   engine.Info `json:"info"`
}

// property is the property of a collection with its description.
const property = "shopfyp"

// descriptionOf returns the description of a collection. It reports false if the collection is not ours.
func descriptionOf(c *entity.Collection) (d description, ok bool) {
	text := c.Properties[property]
	if text == "" {
		text = c.Schema.Description
	}
	err := json.Unmarshal([]byte(text), &d)
	return d, err == nil && d.Format == format && d.Info.Model != ""
}
