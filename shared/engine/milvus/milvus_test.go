package milvus

import (
	"testing"
	"time"

	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/enginetest"
	"shopfyp.dev/shared/engine/milvustest"
	"shopfyp.dev/shared/lexical"
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
