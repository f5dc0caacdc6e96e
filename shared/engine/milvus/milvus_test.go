package milvus

import (
	"testing"
	"time"

	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/enginetest"
	"shopfyp.dev/shared/engine/milvustest"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

func TestMain(m *testing.M) { milvustest.Main(m) }

// testInfo describes the collections of tests.
var testInfo = engine.Info{Model: "test/model-1.5", Dim: 8, Mean: lexical.Lengths{3.25, 1, 2}}

// testConfig returns the configuration of a collection that no other test uses.
func testConfig(t *testing.T) Config {
	t.Helper()
	return Config{Address: milvustest.ForTest(t), Name: milvustest.Name(), Model: testInfo.Model, Deadline: time.Minute}
}

// create returns a new collection.
func create(t *testing.T, c Config, i engine.Info) *Collection {
	t.Helper()
	made, err := Create(t.Context(), c, i)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { made.Close() })
	return made
}

func TestCollection(t *testing.T) {
	enginetest.TestCollection(t, func(t *testing.T) engine.Collection { return create(t, testConfig(t), testInfo) })
}

// milvus-lite has no DISKANN.
func TestIndexes(t *testing.T) {
	for _, name := range []string{hnsw, ivf, auto} {
		t.Run(name, func(t *testing.T) {
			c := testConfig(t)
			c.Index = name
			create(t, c, testInfo)
			found := open(t, c) // the index is part of the description
			if found.description.Index != name {
				t.Errorf("Open gives the index %q, want %q", found.description.Index, name)
			}
			near, far := testProduct("near"), testProduct("far")
			near.Vector[0], far.Vector[1] = 1, 1
			if err := found.Put(t.Context(), []engine.Product{far, near}); err != nil {
				t.Fatal(err)
			}
			hits, err := found.Nearest(t.Context(), near.Vector, 1, recommend.Condition{})
			if err != nil || len(hits) != 1 || hits[0].ID != near.ID {
				t.Errorf("Nearest gives %+v, %v, want %q", hits, err, near.ID)
			}
		})
	}
}
