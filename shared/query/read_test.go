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

// rows returns the rows of a file of requests, or skips where there is none.
func rows(t *testing.T, parts ...string) [][]string {
	t.Helper()
	dir := cmp.Or(os.Getenv("SHOPFYP_DATA"), "../../../shared/data")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no requests: %v; SHOPFYP_DATA names their folder", err)
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

// floors are the shares of what the rules find that a reader found right, on other requests of the same set.
var floors = map[string]float64{"color": 34. / 36, "recipient": 27. / 30, "without": 26. / 30}

// What the rules find in requests that people wrote is right, says a reader of some 60 of each kind
// (testdata/webshop_read.csv: request, kind, what of it is said).
func TestPrecisionOnRequestsThatPeopleWrote(t *testing.T) {
	requests := make(map[string]string)
	for _, r := range rows(t, "requests_webshop", "requests.csv") {
		requests[r[0]] = r[1]
	}
	right, found := make(map[string]int), make(map[string]int)
	for _, r := range readCSV(t, filepath.Join("testdata", "webshop_read.csv")) {
		kind, said := r[1], strings.Split(r[2], "|")
		w, _ := query.Parse(requests[r[0]], "USD")
		for _, got := range valuesOf(w, kind) {
			found[kind]++
			if slices.Contains(said, got) {
				right[kind]++
			} else {
				t.Logf("%s %s: %q of %q", r[0], kind, got, requests[r[0]])
			}
		}
	}
	for kind, floor := range floors {
		precision := float64(right[kind]) / float64(found[kind])
		if found[kind] < 50 || precision < floor {
			t.Errorf("%s: %d of %d found are right, %.3f, below %.3f", kind, right[kind], found[kind], precision, floor)
		}
	}
}

func valuesOf(w query.Filters, kind string) []string {
	switch kind {
	case "color":
		return w.Colors
	case "without":
		return w.Exclusions
	}
	if w.Recipient == "" {
		return nil
	}
	return []string{w.Recipient}
}

// No request of the set names a price.
func TestNoPriceIsInvented(t *testing.T) {
	for _, r := range rows(t, "requests_webshop", "requests.csv") {
		if w, _ := query.Parse(r[1], "USD"); w.HasPrice() {
			t.Errorf("%s: %v to %v in %q", r[0], w.MinPrice, w.MaxPrice, r[1])
		}
	}
}

// Every price of the requests that name one is found, with its amounts, and none in the others.
func TestPricesOfRequests(t *testing.T) {
	for _, r := range rows(t, "requests_shoppingbench", "requests.csv") {
		kind, text := r[1], r[2]
		if kind != "product" {
			continue
		}
		w, _ := query.Parse(text, "PHP")
		if least, most := priced(t, r[4]); w.MinPrice != least || w.MaxPrice != most {
			t.Errorf("%s: %v to %v, want %v to %v, in %q", r[0], w.MinPrice, w.MaxPrice, least, most, text)
		}
	}
}

// priced reads a constraint: [], [{"greater than": [98, null]}] or [{"between": [324, 623]}].
func priced(t *testing.T, constraint string) (least, most catalog.Money) {
	t.Helper()
	var said []map[string][2]*float64
	if err := json.Unmarshal([]byte(constraint), &said); err != nil {
		t.Fatalf("%s: %v", constraint, err)
	}
	peso := func(x *float64) catalog.Money {
		if x == nil {
			return catalog.Money{}
		}
		return money(int64(*x*100), "PHP")
	}
	for _, s := range said {
		for _, bounds := range s {
			least, most = peso(bounds[0]), peso(bounds[1])
		}
	}
	return least, most
}
