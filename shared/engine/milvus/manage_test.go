package milvus

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
)

// open opens a collection.
func open(t *testing.T, c Config) *Collection {
	t.Helper()
	found, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { found.Close() })
	return found
}

// withModel returns the configuration and description of another model.
func withModel(c Config, model string) (Config, engine.Info) {
	i := testInfo
	c.Model, i.Model = model, model
	return c, i
}

func TestOpenBeforeCreate(t *testing.T) {
	if _, err := Open(t.Context(), testConfig(t)); !errors.Is(err, engine.ErrGone) || !strings.Contains(err.Error(), "loader") {
		t.Errorf("Open before Create = %v, want ErrGone that names the loader", err)
	}
}

func TestCreateKeepsWhatExists(t *testing.T) {
	c := testConfig(t)
	first := create(t, c, testInfo)
	if err := first.Put(t.Context(), []engine.Product{testProduct("p")}); err != nil {
		t.Fatal(err)
	}
	changed := testInfo
	changed.Mean[0]++
	again := create(t, c, changed)
	if diff := cmp.Diff(testInfo, again.Info()); diff != "" {
		t.Errorf("Info() after a second Create (-first +got):\n%s", diff)
	}
	if diff := cmp.Diff(testInfo, open(t, c).Info()); diff != "" {
		t.Errorf("Info() of Open (-created +got):\n%s", diff)
	}
	if n, err := again.Len(t.Context()); n != 1 || err != nil {
		t.Errorf("Len() after a second Create = %d, %v, want 1", n, err)
	}
	changed.Dim++
	if _, err := Create(t.Context(), c, changed); err == nil || !strings.Contains(err.Error(), "dimension 8, not 9") {
		t.Errorf("Create with another dimension = %v, want an error with both", err)
	}
}

func TestCreateCompletesIndexes(t *testing.T) {
	c := testConfig(t)
	made := create(t, c, testInfo)
	client := directClient(t)
	ctx := t.Context()
	if err := client.ReleaseCollection(ctx, milvusclient.NewReleaseCollectionOption(made.Name())); err != nil {
		t.Fatal(err)
	}
	if err := client.DropIndex(ctx, milvusclient.NewDropIndexOption(made.Name(), wordsField)); err != nil {
		t.Fatal(err)
	}
	create(t, c, testInfo)
	if found, err := client.ListIndexes(ctx, milvusclient.NewListIndexOption(made.Name()).WithFieldName(wordsField)); len(found) != 1 || err != nil {
		t.Errorf("indexes of words = %q, %v, want one", found, err)
	}
}

func TestOpenLoadsReleasedCollection(t *testing.T) {
	c := testConfig(t)
	made := create(t, c, testInfo)
	if err := directClient(t).ReleaseCollection(t.Context(), milvusclient.NewReleaseCollectionOption(made.Name())); err != nil {
		t.Fatal(err)
	}
	if _, err := made.Get(t.Context(), []catalog.ID{"p"}); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("Get of a released collection = %v, want ErrUnavailable", err)
	}
	if _, err := open(t, c).Get(t.Context(), []catalog.ID{"p"}); err != nil {
		t.Errorf("Get after Open = %v", err)
	}
}

// TestModelsTakeOver changes the model twice, as a loader does.
func TestModelsTakeOver(t *testing.T) {
	c1, i1 := withModel(testConfig(t), "one")
	c2, i2 := withModel(c1, "two")
	c3, i3 := withModel(c1, "three")
	one := create(t, c1, i1)
	activate(t, one)
	checkInUse(t, c1, one.Name(), "")

	two := create(t, c2, i2)
	checkInUse(t, c1, one.Name(), "") // not before Activate
	if got := open(t, c2).Name(); got != two.Name() {
		t.Errorf("Open of a model that is being loaded gives %s, want %s", got, two.Name())
	}
	activate(t, two)
	activate(t, two)
	checkInUse(t, c1, two.Name(), one.Name())
	if got := open(t, c1).Name(); got != one.Name() {
		t.Errorf("Open of the previous model gives %s, want %s", got, one.Name())
	}

	three := create(t, c3, i3)
	activate(t, three)
	dropOthers(t, three)
	checkInUse(t, c1, three.Name(), two.Name())
	if _, err := Open(t.Context(), c1); !errors.Is(err, engine.ErrGone) {
		t.Errorf("Open of a dropped model = %v, want ErrGone", err)
	}
	if _, err := one.Get(t.Context(), []catalog.ID{"p"}); !errors.Is(err, engine.ErrGone) {
		t.Errorf("Get of a dropped collection = %v, want ErrGone", err)
	}

	activate(t, two) // rollback
	checkInUse(t, c1, two.Name(), three.Name())
}

func TestDropOthersKeepsOtherShops(t *testing.T) {
	c := testConfig(t)
	activate(t, create(t, c, testInfo))
	other := c
	other.Name = c.Name + "_more" // its collections begin with the name of the first shop
	others := create(t, other, testInfo)
	foreign := c.Name + "_foreign"
	schema := entity.NewSchema().
		WithField(entity.NewField().WithName("id").WithDataType(entity.FieldTypeInt64).WithIsPrimaryKey(true)).
		WithField(entity.NewField().WithName("v").WithDataType(entity.FieldTypeFloatVector).WithDim(4))
	client := directClient(t)
	if err := client.CreateCollection(t.Context(), milvusclient.NewCreateCollectionOption(foreign, schema)); err != nil {
		t.Fatal(err)
	}
	c2, i2 := withModel(c, "two")
	two := create(t, c2, i2)
	activate(t, two)
	dropOthers(t, two)
	for _, name := range []string{others.Name(), foreign} {
		if has, err := client.HasCollection(t.Context(), milvusclient.NewHasCollectionOption(name)); !has || err != nil {
			t.Errorf("collection %s exists: %t, %v, want it to stay", name, has, err)
		}
	}
}

func TestForeignCollectionIsRefused(t *testing.T) {
	c := testConfig(t)
	schema := entity.NewSchema().
		WithField(entity.NewField().WithName("id").WithDataType(entity.FieldTypeInt64).WithIsPrimaryKey(true)).
		WithField(entity.NewField().WithName("v").WithDataType(entity.FieldTypeFloatVector).WithDim(4))
	client := directClient(t)
	for _, name := range []string{c.collection(), c.Name} {
		if err := client.CreateCollection(t.Context(), milvusclient.NewCreateCollectionOption(name, schema)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(t.Context(), c); !errors.Is(err, engine.ErrGone) {
		t.Errorf("Open = %v, want ErrGone", err)
	}
	if _, err := Create(t.Context(), c, testInfo); err == nil || !strings.Contains(err.Error(), "did not make it") {
		t.Errorf("Create = %v, want an error that the collection is not ours", err)
	}
	c2, i2 := withModel(c, "two")
	if err := create(t, c2, i2).Activate(t.Context()); err == nil || !strings.Contains(err.Error(), "not an alias") {
		t.Errorf("Activate = %v, want an error that the name is a collection", err)
	}
}

func activate(t *testing.T, c *Collection) {
	t.Helper()
	if err := c.Activate(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func dropOthers(t *testing.T, c *Collection) {
	t.Helper()
	if err := c.DropOthers(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// checkInUse reports an error unless the aliases name the collections. previous is "" for none.
func checkInUse(t *testing.T, c Config, current, previous string) {
	t.Helper()
	client := directClient(t)
	for alias, want := range map[string]string{c.Name: current, c.previous(): previous} {
		got := ""
		if found, err := client.DescribeCollection(t.Context(), milvusclient.NewDescribeCollectionOption(alias)); err == nil {
			got = found.Name
		}
		if got != want {
			t.Errorf("alias %s names %q, want %q", alias, got, want)
		}
	}
}

// directClient returns a client of the test's server.
func directClient(t *testing.T) *milvusclient.Client {
	t.Helper()
	client, err := milvusclient.New(t.Context(), &milvusclient.ClientConfig{Address: testConfig(t).Address})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close(t.Context()) })
	return client
}

// testProduct returns a product of collections that testInfo describes.
func testProduct(id catalog.ID) engine.Product {
	return engine.Product{ID: id, Card: catalog.Card{ID: id, Title: "Product"}, Vector: make([]float32, testInfo.Dim), Hash: "hash"}
}
