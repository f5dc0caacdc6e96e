package lexical_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
)

// open writes the documents to a file and opens it.
func open(t testing.TB, docs ...lexical.Document) *lexical.Index {
	t.Helper()
	name := filepath.Join(t.TempDir(), "lexical.bin")
	if err := lexical.Write(name, len(docs), func(row int) (lexical.Document, error) { return docs[row], nil }); err != nil {
		t.Fatal(err)
	}
	ix, err := lexical.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

func titles(all ...string) (docs []lexical.Document) {
	for _, t := range all {
		docs = append(docs, lexical.Document{Title: t})
	}
	return docs
}

func query(t testing.TB, ix *lexical.Index, text string) *lexical.Query {
	t.Helper()
	q, err := ix.NewQuery(text)
	if err != nil {
		t.Fatalf("NewQuery(%q): %v", text, err)
	}
	return q
}

func any(int64) bool { return true }

func rowsOf(hits []lexical.Hit) (rows []int64) {
	for _, h := range hits {
		rows = append(rows, h.Row)
	}
	return rows
}

func TestCoverageIsBM25FOverIDF(t *testing.T) {
	docs := []lexical.Document{
		{Title: "Bluetooth Speakers", Brand: "Boomly", Color: "red", Category: []string{"Audio", "Speakers"}},
		{Title: "Red bluetooth speaker with a long name and many words", Category: []string{"Audio"}},
		{Title: "Garden hose", Color: "green"},
		{Title: "Batteries", Brand: "Volt"},
	}
	ix := open(t, docs...)
	want := newOracle(docs)
	for _, text := range []string{"bluetooth speaker", "red speakers", "a hose for the garden", "Boomly", "green audio battery", "speaker zzz"} {
		q := query(t, ix, text)
		for row := range docs {
			if got, want := float64(q.Coverage(int64(row))), want.coverage(text, row); math.Abs(got-want) > .003 {
				t.Errorf("Coverage(%q, row %d) = %.4f, want %.4f", text, row, got, want)
			}
		}
	}
}

func TestCoverageIgnoresFillerWords(t *testing.T) {
	ix := open(t, titles("bluetooth speaker", "garden hose")...)
	bare := query(t, ix, "bluetooth speaker").Coverage(0)
	for _, text := range []string{
		"I am looking for a bluetooth speaker, please", "show me something like the Bluetooth speakers", "bluetooth qwertyuiop speaker",
	} {
		if got := query(t, ix, text).Coverage(0); got != bare {
			t.Errorf("Coverage(%q) = %v, want %v, as without filler words", text, got, bare)
		}
	}
	for _, text := range []string{"", "the", "please show me something", "qwertyuiop"} {
		q := query(t, ix, text)
		if got := q.Best(3, any); len(got) != 0 || q.Coverage(0) != 0 {
			t.Errorf("Best(%q) = %v with coverage %v, want no hits and coverage 0", text, got, q.Coverage(0))
		}
	}
}

func TestBestIgnoresAccentsAndCase(t *testing.T) {
	ix := open(t, titles("Lampe à lave", "CAFÉ crème", "garden hose")...)
	if got := rowsOf(query(t, ix, "cafe creme").Best(3, any)); !slices.Equal(got, []int64{1}) {
		t.Errorf("Best(cafe creme) = %v, want row 1", got)
	}
	if got := rowsOf(query(t, ix, "LÀMPE").Best(3, any)); !slices.Equal(got, []int64{0}) {
		t.Errorf("Best(LÀMPE) = %v, want row 0", got)
	}
}

// TestBestEqualsExhaustiveScoring uses two segments.
func TestBestEqualsExhaustiveScoring(t *testing.T) {
	docs := made(70_000, 3)
	ix := open(t, docs...)
	rng := rand.New(rand.NewPCG(4, 4))
	for range 5 {
		text := phrase(rng)
		q := query(t, ix, text)
		odd := func(row int64) bool { return row%2 == 1 }
		got := q.Best(10, odd)
		var all []lexical.Hit
		for row := range ix.Len() {
			if c := q.Coverage(row); odd(row) && c > 0 {
				all = append(all, lexical.Hit{Row: row, Coverage: c})
			}
		}
		slices.SortFunc(all, func(a, b lexical.Hit) int {
			if a.Coverage != b.Coverage {
				return int(math.Copysign(1, float64(b.Coverage-a.Coverage)))
			}
			return int(a.Row - b.Row)
		})
		for i := range got {
			if odd(got[i].Row) && math.Abs(float64(got[i].Coverage-all[i].Coverage)) < 1e-5 {
				continue
			}
			t.Fatalf("Best(%q): hit %d = %v, want %v", text, i, got[i], all[i])
		}
	}
}

func TestExact(t *testing.T) {
	ix := open(t,
		lexical.Document{Title: "Noise cancelling headphones WH-1000XM4, black", Brand: "Sony"},
		lexical.Document{Title: "Ear pads for Sony WH1000XM4"},
		lexical.Document{Title: "Gaming laptop XPS 9310", Brand: "Dell"},
		lexical.Document{Title: "Boots", Brand: "Dr. Martens"},
		lexical.Document{Title: "Millennium Falcon 75192 building set", Brand: "LEGO"},
		lexical.Document{Title: "Shampoo 500ml for 10-year-olds, 4x6 inch"},
		lexical.Document{Title: "Cap", Brand: "The North Face"},
	)
	tests := []struct {
		text string
		want []int64
	}{
		{"WH-1000XM4", []int64{0, 1}},
		{"wh1000xm4", []int64{0, 1}},
		{"wh 1000xm4", []int64{0, 1}},
		{"headphones wh-1000xm4 in black", []int64{0, 1}},
		{"XPS 9310", []int64{2}},
		{"dr martens", []int64{3}},
		{"Dr. Martens please", []int64{3}},
		{"the north face", []int64{6}},
		{"75192", []int64{4}},
		{"sony", []int64{0}},
		{"water bottle 500ml", nil}, // a size, not a model number
		{"gift for a 10-year-old", nil},
		{"poster 4x6", nil},
		{"headphones", nil},
		{"", nil},
		{"!!", nil},
	}
	for _, tt := range tests {
		e, err := ix.Exact(tt.text, 10)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(e.Rows, tt.want) {
			t.Errorf("Exact(%q) = %v, want %v", tt.text, e.Rows, tt.want)
		}
		for row := range ix.Len() {
			if got, want := e.Has(row), slices.Contains(tt.want, row); got != want {
				t.Errorf("Exact(%q).Has(%d) = %v, want %v", tt.text, row, got, want)
			}
		}
	}
	if e, err := ix.Exact("wh1000xm4", 1); err != nil || !slices.Equal(e.Rows, []int64{0}) || !e.Has(1) {
		t.Errorf("Exact with limit 1 = %v, %v, want only row 0, and Has(1)", e, err)
	}
}

func TestPriceAndAttributes(t *testing.T) {
	ix := open(t,
		lexical.Document{Title: "a lamp", Price: catalog.Money{Amount: 1999, Currency: "GBP"}, Attributes: 1<<63 | 5},
		lexical.Document{Title: "a hose"},
		lexical.Document{Title: "free", Price: catalog.Money{Currency: "JPY"}},
	)
	wants := []struct {
		price      catalog.Money
		attributes uint64
	}{{catalog.Money{Amount: 1999, Currency: "GBP"}, 1<<63 | 5}, {}, {catalog.Money{Currency: "JPY"}, 0}, {}}
	for row, want := range wants {
		if price, attributes := ix.Price(int64(row)), ix.Attributes(int64(row)); price != want.price || attributes != want.attributes {
			t.Errorf("row %d: %v, %x, want %v, %x", row, price, attributes, want.price, want.attributes)
		}
	}
	if got := ix.Price(-1); got != (catalog.Money{}) {
		t.Errorf("Price(-1) = %v", got)
	}
}

func TestWriteRejectsInvalidDocuments(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lexical.bin")
	for _, p := range []catalog.Money{{Amount: -1, Currency: "EUR"}, {Amount: 1, Currency: "EURO"}, {Amount: math.MaxInt64, Currency: "EUR"}} {
		err := lexical.Write(name, 1, func(int) (lexical.Document, error) { return lexical.Document{Price: p}, nil })
		if err == nil || !strings.Contains(err.Error(), "row 0: price") {
			t.Errorf("Write with price %v = %v, want an error that names the row", p, err)
		}
	}
	n := 0
	err := lexical.Write(name, 1, func(int) (lexical.Document, error) { n++; return lexical.Document{Title: fmt.Sprint("word", n)}, nil })
	if err == nil {
		t.Error("Write of a document that changed between the two passes returned no error")
	}
}

func TestWriteReturnsErrorsOfDocuments(t *testing.T) {
	for pass := range 2 {
		calls, broken := 0, errors.New("broken")
		err := lexical.Write(filepath.Join(t.TempDir(), "lexical.bin"), 3, func(int) (lexical.Document, error) {
			if calls++; calls > 3*pass+1 {
				return lexical.Document{}, broken
			}
			return lexical.Document{Title: "shoe"}, nil
		})
		if !errors.Is(err, broken) || !strings.Contains(err.Error(), "row 1") {
			t.Errorf("Write with an error in pass %d = %v, want that error and the row", pass, err)
		}
	}
}

// An oracle computes coverage directly from the formula.
type oracle struct {
	docs []map[string]float64 // term frequencies of each document's words
	df   map[string]int       // document frequencies
}

func newOracle(docs []lexical.Document) *oracle {
	o := &oracle{df: make(map[string]int)}
	weights := []float64{2, 1, 1, .5}
	var mean [4]float64
	words := make([][4][]string, len(docs))
	for i, d := range docs {
		for f, text := range []string{d.Title, d.Brand, d.Color, strings.Join(d.Category, " ")} {
			words[i][f] = lexical.QueryWords(text)
			mean[f] += float64(len(words[i][f])) / float64(len(docs))
		}
	}
	for i := range docs {
		tf := make(map[string]float64)
		for f, ws := range words[i] {
			for _, w := range ws {
				tf[w] += weights[f] / (1 - .6 + .6*float64(len(ws))/mean[f])
			}
		}
		for w := range tf {
			o.df[w]++
		}
		o.docs = append(o.docs, tf)
	}
	return o
}

func (o *oracle) coverage(text string, row int) float64 {
	got, all := 0., 0.
	for _, w := range lexical.QueryWords(text) {
		df := float64(o.df[w])
		if df == 0 {
			continue
		}
		idf := math.Log(1 + (float64(len(o.docs))-df+.5)/(df+.5))
		all += idf
		got += idf * o.docs[row][w] / (o.docs[row][w] + 1.2)
	}
	if all == 0 {
		return 0
	}
	return got / all
}
