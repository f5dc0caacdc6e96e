package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/datatest"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
)

// A shop is a database in the emulator.
type shop struct {
	t          *testing.T
	products   *firestoredb.Products
	embeddings *firestoredb.Embeddings
	vars       lookup
}

func newShop(t *testing.T) *shop {
	t.Helper()
	project := emulatortest.Project()
	client := emulatortest.Client(t, project)
	return &shop{t, firestoredb.NewProducts(client), firestoredb.NewEmbeddings(client), env(map[string]string{
		"FIRESTORE_EMULATOR_HOST": emulatortest.ForTest(t), "GOOGLE_CLOUD_PROJECT": project, "SHOPFYP_CACHE": t.TempDir(),
	})}
}

// run runs the program. If answer is not "", a person at a terminal gives it.
func (s *shop) run(answer string, args ...string) (string, error) {
	var out bytes.Buffer
	err := run(s.t.Context(), args, s.vars, console{in: strings.NewReader(answer), out: &out, errs: &out, terminal: answer != ""})
	return out.String(), err
}

// mustRun runs the program as a script does.
func (s *shop) mustRun(args ...string) string {
	s.t.Helper()
	out, err := s.run("", args...)
	if err != nil {
		s.t.Fatalf("import %q: %v\n%s", args, err, out)
	}
	return out
}

// embed stores an embedding of every product.
func (s *shop) embed() {
	s.t.Helper()
	var all []catalog.Embedding
	for p, err := range s.products.All(s.t.Context()) {
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, catalog.Embedding{ID: p.ID, Vector: []float32{1}, Model: "m", TextHash: "h"})
	}
	if err := s.embeddings.PutEmbeddings(s.t.Context(), all); err != nil {
		s.t.Fatal(err)
	}
}

// check fails the test unless the products, and the embeddings, have the IDs.
func (s *shop) check(want ...string) {
	s.t.Helper()
	var products, embeddings []string
	for p, err := range s.products.All(s.t.Context()) {
		if err != nil {
			s.t.Fatal(err)
		}
		products = append(products, string(p.ID))
	}
	for e, err := range s.embeddings.AllEmbeddings(s.t.Context()) {
		if err != nil {
			s.t.Fatal(err)
		}
		embeddings = append(embeddings, string(e.ID))
	}
	if !slices.Equal(products, want) {
		s.t.Errorf("products = %q, want %q", products, want)
	}
	if extra := slices.DeleteFunc(embeddings, func(id string) bool { return slices.Contains(want, id) }); len(extra) > 0 {
		s.t.Errorf("embeddings of removed products remain: %q", extra)
	}
}

// rows returns a file with the products p00, p01, … in the range, in a new folder.
func rows(t *testing.T, name string, from, to int, more ...string) string {
	t.Helper()
	lines := []string{"id,title,price_usd"}
	for i := from; i < to; i++ {
		lines = append(lines, fmt.Sprintf("p%02d,Product %d,%d", i, i, 10+i))
	}
	return write(t, name, strings.Join(append(lines, more...), "\n")+"\n")
}

// ids returns p00, p01, … in the range, and the others, sorted.
func ids(from, to int, others ...string) []string {
	for i := from; i < to; i++ {
		others = append(others, fmt.Sprintf("p%02d", i))
	}
	slices.Sort(others)
	return others
}

func checkHas(t *testing.T, out string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(out, w) {
			t.Errorf("output has no %q:\n%s", w, out)
		}
	}
}

func TestSyncRemovesProductsThatLeftTheFeed(t *testing.T) {
	s := newShop(t)
	s.mustRun(rows(t, "feed-monday.csv", 0, 20))
	s.mustRun("--source", "other", write(t, "o.csv", "id,title,price_usd\no-1,Other,5\n"))
	s.embed()
	out := s.mustRun("--sync", "--yes", rows(t, "feed-tuesday.csv", 1, 21))
	checkHas(t, out, `source "feed": products in the catalog 20, no longer in the files 1, to be removed:`, "p00  Product 0",
		`removed from source "feed": 1`, "new                                      1", "unchanged                               19")
	s.check(ids(1, 21, "o-1")...)
	again := s.mustRun("--sync", "--yes", rows(t, "feed-wednesday.csv", 1, 21))
	checkHas(t, again, "unchanged                               20", "no longer in the files 0")
	s.check(ids(1, 21, "o-1")...)
}

func TestSyncRefuses(t *testing.T) {
	s := newShop(t)
	s.mustRun("--source", "a", rows(t, "a.csv", 0, 20))
	before := ids(0, 20)
	tests := []struct {
		name, answer string
		args         []string
		want         string
	}{
		{"a script without --yes", "", []string{"--sync", "--source", "a", rows(t, "f.csv", 1, 21)}, "add --yes"},
		{"the answer no", "n\n", []string{"--sync", "--source", "a", rows(t, "f.csv", 1, 21)}, "nothing was imported or removed"},
		{"the end of the input", "\x00", []string{"--sync", "--source", "a", rows(t, "f.csv", 1, 21)}, "nothing was imported or removed"},
		{"more than a tenth", "", []string{"--sync", "--yes", "--source", "a", rows(t, "f.csv", 3, 23)}, "3 of its 20 products are no longer in the file, more than a tenth"},
		{"another file", "", []string{"--sync", "--yes", "--source", "a", rows(t, "f.csv", 50, 60)}, "none of its 20 products is in the file"},
		{"an empty file", "", []string{"--sync", "--yes", "--allow-shrink", "--source", "a", rows(t, "f.csv", 0, 0)}, errNothing.Error()},
		{"a rejected row without an ID column", "", []string{"--sync", "--yes", "--source", "a", "--allow-shrink", write(t, "f.csv", "title,price_usd\nx,1\n,2\n")},
			"cannot be told from the 20 products"},
		{"an invalid source", "", []string{"--source", " a", rows(t, "f.csv", 0, 1)}, "--source: the name of the source"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if out, err := s.run(tt.answer, tt.args...); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("run = %v, want an error with %q\n%s", err, tt.want, out)
			}
			s.check(before...)
		})
	}
	if _, err := s.run("y\n", "--sync", "--source", "a", rows(t, "f.csv", 1, 21)); err != nil {
		t.Errorf("with the answer yes, run = %v", err)
	}
	s.check(ids(1, 21)...)
	if _, err := s.run("", "--sync", "--yes", "--source", "a", rows(t, "f.csv", 10, 12)); err == nil {
		t.Error("a sync that removes 18 of 20 products succeeded without --allow-shrink")
	}
	s.mustRun("--sync", "--yes", "--allow-shrink", "--source", "a", rows(t, "f.csv", 10, 12))
	s.check(ids(10, 12)...)
}

func TestSyncKeepsProductsOfRejectedRows(t *testing.T) {
	s := newShop(t)
	s.mustRun("--source", "a", rows(t, "a.csv", 0, 40))
	out := s.mustRun("--sync", "--yes", "--source", "a", rows(t, "b.csv", 3, 40, "p00,,5", "p01,too,many,fields", "p022,,1"))
	checkHas(t, out, "p02  Product 2", "a rejected row mentions their IDs: 2", `removed from source "a": 1`)
	s.check(ids(3, 40, "p00", "p01")...)
}

func TestSyncOfSeveralFiles(t *testing.T) {
	s := newShop(t)
	s.mustRun("--source", "a", rows(t, "1.csv", 0, 10), rows(t, "2.csv", 10, 20))
	s.mustRun("--sync", "--yes", "--source", "a", rows(t, "1.csv", 0, 9), rows(t, "2.csv", 10, 20))
	s.check(append(ids(0, 9), ids(10, 20)...)...)
}

func TestDryRunComparesWithTheCatalog(t *testing.T) {
	s := newShop(t)
	s.mustRun("--source", "a", rows(t, "a.csv", 0, 20))
	out := s.mustRun("--dry-run", "--sync", "--source", "a", rows(t, "b.csv", 2, 19, "p19,Renamed,29", "p20,Product 20,3000"))
	checkHas(t, out, "dry run: nothing is stored", "title             Product 2  ← title", "price             12.00 USD  ← price_usd",
		"1 new, 1 changed and 17 unchanged", "new      p20  Product 20", "changed  p19  Renamed: title Product 19 → Renamed",
		"products in the catalog 20, no longer in the files 2", "p01  Product 1",
		"1 price far above the usual price of about", "line 20: 3000.00 USD")
	s.check(ids(0, 20)...)
}

func TestFeedsOfTwoDays(t *testing.T) {
	s := newShop(t)
	s.mustRun(datatest.Path(t, "feeds", "feed-monday.csv"))
	s.embed()
	s.check("f-1", "f-2")
	s.mustRun("--sync", "--yes", datatest.Path(t, "feeds", "feed-tuesday.csv"))
	s.check("f-1")
	p, err := s.products.Get(t.Context(), "f-1")
	if err != nil || p.Price != (catalog.Money{Amount: 3800, Currency: "USD"}) || p.Source != "feed" {
		t.Errorf("product f-1 = %+v, %v, want Tuesday's price and the source feed", p, err)
	}
}
