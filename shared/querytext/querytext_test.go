package querytext_test

import (
	"maps"
	"strings"
	"testing"

	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
)

func write(t *testing.T, b snapshot.Bucket, name, content string) {
	t.Helper()
	if _, err := b.Write(t.Context(), name, strings.NewReader(content), snapshot.AnyGeneration); err != nil {
		t.Fatal(err)
	}
}

func TestRead(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	if got, err := querytext.Read(t.Context(), b, "v1"); err != nil || len(got) != 0 {
		t.Errorf("Read of a build without queries = %v, %v, want none", got, err)
	}
	write(t, b, querytext.Object("v1"), `[{"text":"Red  lamp","shoppers":7},{"text":"my secret","shoppers":4},{"text":"tent","shoppers":5}]`)
	got, err := querytext.Read(t.Context(), b, "v1")
	want := map[string]querytext.Query{
		suggest.Hash("red lamp"): {Text: "Red  lamp", Shoppers: 7},
		suggest.Hash("tent"):     {Text: "tent", Shoppers: 5},
	}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("Read = %v, %v, want %v", got, err, want)
	}
	write(t, b, querytext.Object("v1"), `[{"text":`)
	if got, err := querytext.Read(t.Context(), b, "v1"); err == nil {
		t.Errorf("Read of a damaged object = %v, want an error", got)
	}
}
