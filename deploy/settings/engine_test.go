package settings

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// address is the place of a collection.
const address = "milvus://engine.example:19530/shop"

func TestAddRefusesBadAddresses(t *testing.T) {
	tests := []struct{ address, want string }{
		{"https://engine.example:19530/shop", `scheme "https" is not "milvus"`},
		{"engine.example:19530/shop", `scheme "engine.example" is not "milvus"`},
		{"milvus", `scheme "" is not "milvus"`},
		{"milvus://engine.example/shop", `port "" is not a number`},
		{"milvus://engine.example:0/shop", `port "0" is not a number`},
		{"milvus://engine.example:70000/shop", `port "70000" is not a number`},
		{"milvus://engine.example:19530", `collection "" is not a name`},
		{"milvus://engine.example:19530/", `collection "" is not a name`},
		{"milvus://engine.example:19530/my shop", `collection "my shop" is not a name`},
		{"milvus://engine example:19530/shop", "not a URL"},
		{" milvus://engine.example:19530/shop", "not a URL"},
		{"milvus://root:s3cret@engine.example:19530/shop", "contains a user or a password"},
		{"milvus://engine.example:19530/shop?token=s3cret", "contains parameters"},
	}
	for _, tt := range tests {
		c := Changes{Set: make(map[string]string)}
		err := c.Add("INDEX", tt.address)
		if err == nil || !strings.Contains(err.Error(), "INDEX is not an address of the form milvus://HOST:PORT/COLLECTION: ") || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Add(INDEX, %q) = %v, want an error that contains %q", tt.address, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), "s3cret") {
			t.Errorf("Add(INDEX, %q) repeats the secret: %v", tt.address, err)
		}
	}
}

func TestAddReplacesAnEarlierChange(t *testing.T) {
	c := Changes{Set: map[string]string{"MILVUS_TLS": "false"}, Unset: []string{"INDEX", "WORKERS"}}
	for name, value := range map[string]string{"INDEX": address, "MILVUS_TLS": "true"} {
		if err := c.Add(name, value); err != nil {
			t.Fatal(err)
		}
	}
	want := Changes{Set: map[string]string{"INDEX": address, "MILVUS_TLS": "true"}, Unset: []string{"WORKERS"}}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Errorf("changes after Add, -want +got:\n%s", diff)
	}
}

// Only programs that use the search engine get its settings.
func TestPlanOfAnEngine(t *testing.T) {
	changes := Changes{Set: map[string]string{"INDEX": address, "MILVUS_DEADLINE": "1s"}}
	p, err := NewPlan([]string{"search", "click", "embed", "catalog", Builder}, nil, nil, changes)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.Engine(), []string{"search", "catalog", Builder}; !slices.Equal(got, want) {
		t.Errorf("Engine = %q, want %q", got, want)
	}
	if got, want := p.Changed(), []string{"search", "catalog", Builder}; !slices.Equal(got, want) {
		t.Errorf("Changed = %q, want %q", got, want)
	}
}

// Without INDEX, the token goes too: a program must not need a secret that it does not use.
func TestPlanThatLeavesAnEngine(t *testing.T) {
	env := map[string]string{"INDEX": address, "MILVUS_TOKEN": "(from the secret shop-token)", "LOG_LEVEL": "WARN"}
	current := map[string]map[string]string{"search": env, "similar": maps.Clone(env)}
	if got := TokenSecret(current); got != "shop-token" {
		t.Errorf("TokenSecret = %q, want shop-token", got)
	}
	p, err := NewPlan([]string{"search", "click"}, current, nil, Changes{Unset: []string{"INDEX"}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"--remove-env-vars": []string{"INDEX"}, "--remove-secrets": []string{"MILVUS_TOKEN"}}
	if diff := cmp.Diff(want, flags(p.differences["search"])); diff != "" {
		t.Errorf("flags of search, -want +got:\n%s", diff)
	}
	if len(p.Engine()) != 0 {
		t.Errorf("Engine = %q, want none", p.Engine())
	}
	if kept, err := NewPlan([]string{"search"}, current, nil, Changes{}); err != nil || len(kept.Changed()) != 0 || !slices.Equal(kept.Engine(), []string{"search"}) {
		t.Errorf("a plan without changes: Changed = %q, Engine = %q (%v), want none and search", kept.Changed(), kept.Engine(), err)
	}
}
