package query_test

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// rows returns the rows of a file in the shared data folder. It skips the test when the folder is missing.
func rows(t *testing.T, parts ...string) [][]string {
	t.Helper()
	dir := cmp.Or(os.Getenv("SHOPFYP_DATA"), "../../../shared/data")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the shared data folder is missing: %v; set SHOPFYP_DATA", err)
	}
	return readCSV(t, filepath.Join(append([]string{dir}, parts...)...))
}

func readCSV(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(all), err)
	}
	return all[1:]
}

// floors holds the minimum precision of each rule. A human reader measured it on other requests of the same data set.
var floors = map[string]float64{"color": 34. / 36, "recipient": 27. / 30, "without": 26. / 30}

// TestPrecision compares the rules with a human reader on about 60 requests for each kind.
// Each row of testdata/webshop_read.csv has a request, a kind and the correct values.
func TestPrecision(t *testing.T) {
	requests := make(map[string]string)
	for _, r := range rows(t, "requests_webshop", "requests.csv") {
		requests[r[0]] = r[1]
	}
	right, found := make(map[string]int), make(map[string]int)
	for _, r := range readCSV(t, filepath.Join("testdata", "webshop_read.csv")) {
		kind, want := r[1], strings.Split(r[2], "|")
		f := filters(requests[r[0]], "USD")
		for _, got := range valuesOf(f, kind) {
			found[kind]++
			if slices.Contains(want, got) {
				right[kind]++
			} else {
				t.Logf("%s %s: %q of %q", r[0], kind, got, requests[r[0]])
			}
		}
	}
	for kind, floor := range floors {
		precision := float64(right[kind]) / float64(found[kind])
		if found[kind] < 50 || precision < floor {
			t.Errorf("%s: %d of %d values are correct, precision %.3f, want at least %.3f", kind, right[kind], found[kind], precision, floor)
		}
	}
}

func valuesOf(f query.Filters, kind string) []string {
	switch kind {
	case "color":
		return f.Colors
	case "without":
		return f.Exclusions
	}
	if f.Recipient == "" {
		return nil
	}
	return []string{f.Recipient}
}

// TestParseFindsNoPriceWithoutOne reads a data set in which no request names a price.
func TestParseFindsNoPriceWithoutOne(t *testing.T) {
	for _, r := range rows(t, "requests_webshop", "requests.csv") {
		if f := filters(r[1], "USD"); f.HasPrice() {
			t.Errorf("%s: %v to %v in %q", r[0], f.MinPrice, f.MaxPrice, r[1])
		}
	}
}

func TestParseFindsEveryPrice(t *testing.T) {
	for _, r := range rows(t, "requests_shoppingbench", "requests.csv") {
		kind, text := r[1], r[2]
		if kind != "product" {
			continue
		}
		f := filters(text, "PHP")
		if least, most := priced(t, r[4]); f.MinPrice != least || f.MaxPrice != most {
			t.Errorf("%s: price from %v to %v, want %v to %v, in %q", r[0], f.MinPrice, f.MaxPrice, least, most, text)
		}
	}
}

// priced parses a constraint: [], [{"greater than": [98, null]}] or [{"between": [324, 623]}].
func priced(t *testing.T, constraint string) (least, most catalog.Money) {
	t.Helper()
	var constraints []map[string][2]*float64
	if err := json.Unmarshal([]byte(constraint), &constraints); err != nil {
		t.Fatalf("%s: %v", constraint, err)
	}
	peso := func(x *float64) catalog.Money {
		if x == nil {
			return catalog.Money{}
		}
		return money(int64(*x*100), "PHP")
	}
	for _, s := range constraints {
		for _, bounds := range s {
			least, most = peso(bounds[0]), peso(bounds[1])
		}
	}
	return least, most
}
