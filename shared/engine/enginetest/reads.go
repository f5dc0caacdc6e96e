package enginetest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// tolerance of scores, for rounding.
const tolerance = 1e-5

func isError(err, want error) bool { return errors.Is(err, want) }

func (s suite) testGet(t *testing.T) {
	c := s.new(t)
	products := numbered(c.Info().Dim, 3)
	put(t, c, products...)
	checkProducts(t, "Get", get(t, c, "p0002", "unknown", "p0000", "p0000"), []engine.Product{products[0], products[2]})
	if found := get(t, c); len(found) > 0 {
		t.Errorf("Get of no IDs gives %q", idsOf(found))
	}
}

func (s suite) testAllFields(t *testing.T) {
	c := s.new(t)
	dim := c.Info().Dim
	p, other := allFields(dim), product(dim, "no-words-or-keys")
	other.Words = nil
	put(t, c, p, other)
	checkProducts(t, "Get", get(t, c, p.ID, other.ID), []engine.Product{p, other})
	found, err := c.Find(t.Context(), engine.Keys{Groups: []int64{p.Group()}}, 10)
	if err != nil {
		t.Fatal(err)
	}
	checkProducts(t, "Find", found, []engine.Product{p})
	for _, h := range nearest(t, c, p.Vector, 10, recommend.Condition{}) {
		if h.ID == p.ID {
			checkProducts(t, "Nearest", []engine.Product{h.Product}, []engine.Product{p})
		}
	}
	for _, word := range p.Words {
		hits := byWords(t, c, []engine.Word{{ID: word.ID, Score: 1}}, 10, recommend.Condition{})
		if len(hits) != 1 {
			t.Fatalf("ByWords of word %d gives %q, want %q", word.ID, idsOfHits(hits), p.ID)
		}
		checkProducts(t, "ByWords", []engine.Product{hits[0].Product}, []engine.Product{p})
	}
}

func (s suite) testLargestProduct(t *testing.T) {
	c := s.new(t)
	p := largest(c.Info().Dim)
	put(t, c, p)
	checkProducts(t, "Get of the largest product", get(t, c, p.ID), []engine.Product{p})
	found, err := c.Find(t.Context(), engine.Keys{Exact: p.Keys[len(p.Keys)-1:]}, 1)
	if err != nil {
		t.Fatal(err)
	}
	checkIDs(t, "Find of the last key", idsOf(found), []catalog.ID{p.ID})
}

// specialIDs are valid IDs that mean something else in an expression, a URL or an escape.
var specialIDs = []catalog.ID{
	`"`, `""`, `\`, `\\`, `\"`, `'`, `''`, `a"b`, `a'b`, `"]or[id]!=["`, `%22`, `%`, `%5C`, `\u0041`, `A`, `\n`, `\x41`, `{id}`, `$meta`, `ü`, `u\u0308`,
	"u\u0308", `日本`, `🎁`, `id`, `null`, `true`, `+1`, `*`, `%25`, "\u200b", "\ufeffa", `&amp;`, `<b>`,
}

func (s suite) testSpecialCharacters(t *testing.T) {
	c := s.new(t)
	dim := c.Info().Dim
	var products []engine.Product
	for i, id := range specialIDs {
		p := product(dim, id)
		p.Hash = fmt.Sprint(i)
		p.Numbers, p.Keys = []string{"number " + string(id)}, []string{"key\n\r\t\x01\x7f" + string(id)}
		p.Card.GroupID = "group " + string(id)
		products = append(products, p)
	}
	put(t, c, products...)
	for i, p := range products {
		checkProducts(t, fmt.Sprintf("Get(%q)", p.ID), get(t, c, p.ID), products[i:i+1])
		for _, keys := range []engine.Keys{{Numbers: p.Numbers}, {Exact: p.Keys}, {Groups: []int64{p.Group()}}} {
			found, err := c.Find(t.Context(), keys, 10)
			if err != nil {
				t.Errorf("Find(%+v): %v", keys, err)
			}
			checkIDs(t, fmt.Sprintf("Find(%+v)", keys), idsOf(found), []catalog.ID{p.ID})
		}
	}
	all := entries(t, c)
	for _, p := range products {
		if all[p.ID] != p.Hash {
			t.Errorf("the entry of %q has the hash %q, want %q", p.ID, all[p.ID], p.Hash)
		}
	}
	for i, p := range products {
		remove(t, c, p.ID)
		if n, err := c.Len(t.Context()); n != len(products)-1-i || err != nil {
			t.Fatalf("Len() = %d, %v after %q was deleted, want %d", n, err, p.ID, len(products)-1-i)
		}
	}
}

func (s suite) testNearest(t *testing.T) {
	c := s.new(t)
	dim := c.Info().Dim
	products := numbered(dim, 200)
	twin := product(dim, "p0000-twin")
	twin.Vector = products[0].Vector
	put(t, c, append(slices.Clone(products), twin)...)
	query := vectorAt(dim, 0)
	hits := nearest(t, c, query, 50, recommend.Condition{})
	if len(hits) != 50 {
		t.Fatalf("Nearest gives %d hits, want 50", len(hits))
	}
	checkIDs(t, "Nearest", idsOfHits(hits[:4]), []catalog.ID{"p0000", "p0000-twin", "p0001", "p0002"})
	for _, h := range hits {
		if want := vector.SquaredL2(query, h.Vector); math.Abs(float64(h.Score-want)) > tolerance {
			t.Errorf("the score of %q is %v, want the squared distance %v", h.ID, h.Score, want)
		}
	}
	for k, want := range map[int]int{0: 0, 1: 1, 201: 201, 202: 201, engine.MaxHits: 201} {
		if got := nearest(t, c, query, k, recommend.Condition{}); len(got) != want {
			t.Errorf("Nearest(v, %d) gives %d hits, want %d", k, len(got), want)
		}
	}
}

func (s suite) testByWords(t *testing.T) {
	c := s.new(t)
	dim := c.Info().Dim
	words := map[catalog.ID][]engine.Word{
		"both": {{ID: 1, Score: 0.5}, {ID: 2, Score: 0.5}}, "one": {{ID: 1, Score: 0.75}}, "two": {{ID: 2, Score: 0.25}},
		"twin": {{ID: 2, Score: 0.25}}, "three": {{ID: 3, Score: 1}}, "largest": {{ID: 1<<31 - 1, Score: 1}}, "none": nil,
	}
	for id, w := range words {
		p := product(dim, id)
		p.Words = w
		put(t, c, p)
	}
	for _, test := range []struct {
		name  string
		query []engine.Word
		k     int
		want  []catalog.ID
		score float32 // of the first
	}{
		{"one word", []engine.Word{{ID: 1, Score: 2}}, 10, []catalog.ID{"one", "both"}, 1.5},
		{"two words", []engine.Word{{ID: 1, Score: 1}, {ID: 2, Score: 2}}, 10, []catalog.ID{"both", "one", "twin", "two"}, 1.5},
		{"ties by ID", []engine.Word{{ID: 2, Score: 1}}, 10, []catalog.ID{"both", "twin", "two"}, 0.5},
		{"a word twice", []engine.Word{{ID: 3, Score: 1}, {ID: 3, Score: 1}}, 10, []catalog.ID{"three"}, 2},
		{"the largest ID", []engine.Word{{ID: 1<<31 - 1, Score: 1}}, 10, []catalog.ID{"largest"}, 1},
		{"fewer than match", []engine.Word{{ID: 1, Score: 1}, {ID: 2, Score: 2}}, 2, []catalog.ID{"both", "one"}, 1.5},
		{"unknown and known words", []engine.Word{{ID: 4711, Score: 9}, {ID: 3, Score: 1}}, 10, []catalog.ID{"three"}, 1},
		{"unknown word", []engine.Word{{ID: 4711, Score: 1}}, 10, nil, 0},
		{"a word without weight", []engine.Word{{ID: 1, Score: 0}}, 10, nil, 0},
		{"no words", nil, 10, nil, 0},
		{"no hits", []engine.Word{{ID: 1, Score: 1}}, 0, nil, 0},
		{"most hits", []engine.Word{{ID: 1, Score: 1}}, engine.MaxHits, []catalog.ID{"one", "both"}, 0.75},
	} {
		hits := byWords(t, c, test.query, test.k, recommend.Condition{})
		checkIDs(t, test.name, idsOfHits(hits), test.want)
		if len(hits) > 0 && math.Abs(float64(hits[0].Score-test.score)) > tolerance {
			t.Errorf("%s: the first score is %v, want %v", test.name, hits[0].Score, test.score)
		}
	}
}

func (s suite) testFind(t *testing.T) {
	c := s.new(t)
	dim := c.Info().Dim
	products := numbered(dim, 6)
	products[0].Numbers = []string{"111", "222"}
	products[1].Numbers, products[1].Keys = []string{"222"}, []string{"111"}
	products[2].Keys = []string{"acme"}
	for i := 3; i < 6; i++ {
		products[i].Card.GroupID = "group"
	}
	put(t, c, products...)
	group, own := products[3].Group(), products[0].Group()
	for _, test := range []struct {
		name string
		keys engine.Keys
		want []catalog.ID
	}{
		{"a number", engine.Keys{Numbers: []string{"111"}}, []catalog.ID{"p0000"}},
		{"a number of two products", engine.Keys{Numbers: []string{"222"}}, []catalog.ID{"p0000", "p0001"}},
		{"an exact key", engine.Keys{Exact: []string{"111"}}, []catalog.ID{"p0001"}},
		{"a group", engine.Keys{Groups: []int64{group}}, []catalog.ID{"p0003", "p0004", "p0005"}},
		{"the group of a product without variants", engine.Keys{Groups: []int64{own}}, []catalog.ID{"p0000"}},
		{"all kinds", engine.Keys{Numbers: []string{"111", "unknown"}, Exact: []string{"acme"}, Groups: []int64{group, 42}}, []catalog.ID{"p0000", "p0002", "p0003", "p0004", "p0005"}},
		{"unknown keys", engine.Keys{Numbers: []string{"333"}, Exact: []string{"222"}, Groups: []int64{42}}, nil},
		{"no keys", engine.Keys{}, nil},
	} {
		found, err := c.Find(t.Context(), test.keys, 10)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		checkIDs(t, test.name, idsOf(found), test.want)
	}
	for limit, want := range map[int]int{0: 0, 1: 1, 2: 2, engine.MaxRead: 3} {
		found, err := c.Find(t.Context(), engine.Keys{Groups: []int64{group}}, limit)
		if len(found) != want || err != nil {
			t.Errorf("Find with the limit %d gives %d products, %v, want %d", limit, len(found), err, want)
		}
	}
}

func (s suite) testInvalidArguments(t *testing.T) {
	c := s.new(t)
	dim, none := c.Info().Dim, recommend.Condition{}
	with := func(change func(*engine.Product)) []engine.Product {
		p := product(dim, "p")
		change(&p)
		return []engine.Product{p}
	}
	nan, inf := vectorAt(dim, 0), vectorAt(dim, 0)
	nan[dim-1], inf[0] = float32(math.NaN()), float32(math.Inf(-1))
	tooMany := make([]catalog.ID, engine.MaxRead+1)
	for i := range tooMany {
		tooMany[i] = catalog.ID(fmt.Sprint(i))
	}
	errs := map[string]error{}
	add := func(name string, err error) { errs[name] = err }
	read := func(name string, _ any, err error) { errs[name] = err }
	for name, v := range map[string][]float32{"short": vectorAt(dim-1, 0), "long": vectorAt(dim+1, 0), "empty": nil, "NaN": nan, "infinite": inf} {
		hits, err := c.Nearest(t.Context(), v, 1, none)
		read("Nearest of a vector: "+name, hits, err)
		add("Put of a vector: "+name, c.Put(t.Context(), with(func(p *engine.Product) { p.Vector = v })))
	}
	for _, k := range []int{-1, engine.MaxHits + 1} {
		hits, err := c.Nearest(t.Context(), vectorAt(dim, 0), k, none)
		read(fmt.Sprint("Nearest with k = ", k), hits, err)
		hits, err = c.ByWords(t.Context(), []engine.Word{{ID: 1, Score: 1}}, k, none)
		read(fmt.Sprint("ByWords with k = ", k), hits, err)
	}
	for _, score := range []float32{-1, float32(math.NaN()), float32(math.Inf(1))} {
		hits, err := c.ByWords(t.Context(), []engine.Word{{ID: 1, Score: score}}, 1, none)
		read(fmt.Sprint("ByWords with the score ", score), hits, err)
		add(fmt.Sprint("Put with the score ", score), c.Put(t.Context(), with(func(p *engine.Product) { p.Words = []engine.Word{{ID: 1, Score: score}} })))
	}
	for _, limit := range []int{-1, engine.MaxRead + 1} {
		found, err := c.Find(t.Context(), engine.Keys{Numbers: []string{"1"}}, limit)
		read(fmt.Sprint("Find with the limit ", limit), found, err)
	}
	for _, id := range []catalog.ID{"", "a b", "a\nb", "a/b", "\xff"} {
		found, err := c.Get(t.Context(), []catalog.ID{"ok", id})
		read(fmt.Sprintf("Get(%q)", id), found, err)
		add(fmt.Sprintf("Delete(%q)", id), c.Delete(t.Context(), []catalog.ID{"ok", id}))
		add(fmt.Sprintf("Put(%q)", id), c.Put(t.Context(), with(func(p *engine.Product) { p.ID = id })))
	}
	found, err := c.Get(t.Context(), tooMany)
	read("Get of too many", found, err)
	add("Delete of too many", c.Delete(t.Context(), tooMany))
	add("Put of too many", c.Put(t.Context(), numbered(dim, engine.MaxRead+1)))
	for name, err := range errs {
		if !errors.Is(err, engine.ErrInvalid) {
			t.Errorf("%s = %v, want ErrInvalid", name, err)
		}
	}
	if all := entries(t, c); len(all) > 0 {
		t.Errorf("invalid writes left %v", all)
	}
}

func (s suite) testCanceledContext(t *testing.T) {
	p := product(s.dim(t), "p")
	c := s.newOf(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	errs := map[string]error{
		"Put":     c.Put(ctx, []engine.Product{p}),
		"Delete":  c.Delete(ctx, []catalog.ID{p.ID}),
		"Entries": c.Entries(ctx, func([]engine.Entry) error { return nil }),
	}
	_, errs["Len"] = c.Len(ctx)
	_, errs["Nearest"] = c.Nearest(ctx, p.Vector, 1, recommend.Condition{})
	_, errs["ByWords"] = c.ByWords(ctx, p.Words, 1, recommend.Condition{})
	_, errs["Get"] = c.Get(ctx, []catalog.ID{p.ID})
	_, errs["Find"] = c.Find(ctx, engine.Keys{Groups: []int64{p.Group()}}, 1)
	for name, err := range errs {
		if !errors.Is(err, context.Canceled) || errors.Is(err, engine.ErrUnavailable) {
			t.Errorf("%s with a canceled context = %v, want context.Canceled alone", name, err)
		}
	}
	checkProducts(t, "Get after canceled calls", get(t, c, p.ID), []engine.Product{p})
}

// dim returns the dimension of the collections.
func (s suite) dim(t *testing.T) int { return s.new(t).Info().Dim }
