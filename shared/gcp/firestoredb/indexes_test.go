package firestoredb

import (
	"context"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/gcp/emulatortest"
)

// indexSettings is the content of firestore.indexes.json.
type indexSettings struct {
	Indexes        []emulatortest.Index `json:"indexes"`
	FieldOverrides []struct {
		CollectionGroup string `json:"collectionGroup"`
		FieldPath       string `json:"fieldPath"`
		TTL             bool   `json:"ttl"`
		Indexes         []struct {
			Order      string `json:"order"`
			QueryScope string `json:"queryScope"`
		} `json:"indexes"`
	} `json:"fieldOverrides"`
}

func readIndexSettings(t *testing.T) (s indexSettings) {
	t.Helper()
	f, err := os.Open("../../../deploy/firestore.indexes.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

// open returns a client of a new project. At the end of the test, it fails the test
// if a query needed an index that production does not have.
func open(t *testing.T) *firestore.Client {
	t.Helper()
	control, project := emulatortest.At(emulatortest.ForTest(t)), emulatortest.Project()
	t.Cleanup(func() {
		used, err := control.IndexUsage(context.Background(), project)
		if err != nil {
			t.Fatal(err)
		}
		has := readIndexSettings(t).Indexes
		for _, u := range used {
			if !slices.ContainsFunc(has, func(h emulatortest.Index) bool { return reflect.DeepEqual(h, u) }) {
				t.Errorf("a query needs an index that deploy/firestore.indexes.json lacks: %+v", u)
			}
		}
	})
	return emulatortest.Client(t, project)
}

// TestEveryFieldHasIndexSettings makes the author of a new field decide whether it needs an index.
// An unused index makes every write more expensive, especially an index on vectors.
func TestEveryFieldHasIndexSettings(t *testing.T) {
	queried := map[string]string{ // the indexes that our queries use
		"interactions/type":      "ASCENDING of COLLECTION, ASCENDING of COLLECTION_GROUP",
		"interactions/createdAt": "DESCENDING of COLLECTION",
		"products/source":        "ASCENDING of COLLECTION",
		"changes/changedAt":      "ASCENDING of COLLECTION",
		"experiments/state":      "ASCENDING of COLLECTION",
		"staffChanges/at":        "DESCENDING of COLLECTION",
		"recentEvents/at":        "DESCENDING of COLLECTION",
		"imports/at":             "DESCENDING of COLLECTION",
		"listCounts/hour":        "ASCENDING of COLLECTION",
		"productCounts/hour":     "ASCENDING of COLLECTION",
		"queryCounts/hour":       "ASCENDING of COLLECTION",
	}
	set := make(map[string]string)
	for _, o := range readIndexSettings(t).FieldOverrides {
		if expires := o.FieldPath == "expiresAt"; o.TTL != expires {
			t.Errorf("deploy/firestore.indexes.json: %s/%s has a TTL policy: %t, want one on every expiresAt and nowhere else", o.CollectionGroup, o.FieldPath, o.TTL)
		}
		var orders []string
		for _, i := range o.Indexes {
			orders = append(orders, i.Order+" of "+i.QueryScope)
		}
		set[o.CollectionGroup+"/"+o.FieldPath] = strings.Join(orders, ", ")
	}
	for group, doc := range map[string]any{
		"products": productDoc{}, "embeddings": embeddingDoc{}, "interactions": interactionDoc{}, "changes": changeDoc{}, "posts": postDoc{}, "baskets": basketDoc{},
		"experiments": experimentDoc{}, "removals": tombstone{}, "removedTypes": tombstone{}, "rules": ruleDoc{}, "ruleVersions": ruleVersionDoc{}, "staffChanges": staffChangeDoc{},
		"eventBatches": batchDoc{}, "listCounts": counterDoc{}, "productCounts": counterDoc{}, "queryCounts": counterDoc{}, "recentEvents": recentDoc{}, "imports": importDoc{},
	} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(doc)) {
			name, _, _ := strings.Cut(f.Tag.Get("firestore"), ",")
			path := group + "/" + name
			if got, ok := set[path]; !ok || got != queried[path] {
				t.Errorf("deploy/firestore.indexes.json: %s has indexes %q (listed: %v), want %q", path, got, ok, queried[path])
			}
			delete(set, path)
		}
	}
	for path := range set {
		t.Errorf("deploy/firestore.indexes.json: %s is not a field of this package", path)
	}
}
