package main

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shopfyp.dev/tools/eval/internal/metric"
)

// A task is a set of judged queries over one catalogue.
type task struct {
	name      string
	shop      string // tasks of one shop have one catalogue
	set       string // tasks of one set are scored together
	catalogue string // file
	currency  string // of prices without a currency
	queries   []query
}

// sets are the names of the scored sets.
var sets = []string{"esci150", "art27", "handmade", "shoppingbench"}

// A query is a shopper's request and the judged gain of products.
type query struct {
	text   string
	judged metric.Judged
}

// esciExact is the gain of ESCI's label E; S, C and I gain 0.1, 0.01 and 0, as in the paper (Reddy et al. 2022).
const esciExact = 1.0

// esci reads the 75 real queries with human labels.
func esci(data string) (task, error) {
	t := task{name: "esci150", shop: "esci150", set: "esci150", catalogue: filepath.Join(data, "esci150", "products.jsonl.gz"), currency: "USD"}
	queries, err := readCSV(filepath.Join(data, "esci150", "queries.csv"))
	if err != nil {
		return task{}, err
	}
	judged, err := judgements(filepath.Join(data, "esci150", "qrels.csv"), 0, 1, 3, 1, esciExact)
	if err != nil {
		return task{}, err
	}
	for _, q := range queries {
		t.queries = append(t.queries, query{text: q[1], judged: judged[q[0]]})
	}
	return t, nil
}

// artExact is the gain of grade 3. A model gave grades from 0 to 3.
const artExact = 1.0

// art reads the 13 short queries and gifts over ESCI's catalogue.
func art(data string) (task, error) {
	t := task{name: "art27", shop: "esci150", set: "art27", catalogue: filepath.Join(data, "esci150", "products.jsonl.gz"), currency: "USD"}
	file := filepath.Join(data, "art27", "qrels_llm.csv")
	judged, err := judgements(file, 0, 1, 2, 1./3, artExact)
	if err != nil {
		return task{}, err
	}
	for _, text := range slices.Sorted(maps.Keys(judged)) {
		t.queries = append(t.queries, query{text: text, judged: judged[text]})
	}
	return t, nil
}

// shoppingbench reads the requests with one target product each.
func shoppingbench(data string) (task, error) {
	dir := filepath.Join(data, "requests_shoppingbench")
	t := task{name: "shoppingbench", shop: "shoppingbench", set: "shoppingbench", catalogue: filepath.Join(dir, "items.csv"), currency: "PHP"}
	requests, err := readCSV(filepath.Join(dir, "requests.csv"))
	if err != nil {
		return task{}, err
	}
	for _, r := range requests {
		t.queries = append(t.queries, query{text: r[2], judged: metric.Judged{Gain: map[string]float64{r[3]: 1}, Exact: 1}})
	}
	return t, nil
}

// handmadeExact is the gain of a product that meets a request's whole rule. A partial match gains half.
const handmadeExact = 1.0

// handmadeCatalogues are the files that requests name by a word.
var handmadeCatalogues = map[string]string{
	"catalogue_fashion": "catalogue_fashion/products.csv.gz",
	"catalogue_toys_uk": "catalogue_toys_uk/products.csv.gz",
}

// handmade reads the requests in sentences, one task per catalogue.
func handmade(data string) ([]task, error) {
	requests, err := readCSV(filepath.Join(data, "requests_handmade", "requests.csv"))
	if err != nil {
		return nil, err
	}
	judged, err := judgements(filepath.Join(data, "requests_handmade", "qrels_rule.csv"), 0, 1, 2, 0.5, handmadeExact)
	if err != nil {
		return nil, err
	}
	byCatalogue := make(map[string]*task)
	var order []string
	for _, r := range requests {
		t := byCatalogue[r[2]]
		if t == nil {
			file, ok := handmadeCatalogues[r[2]]
			if !ok {
				return nil, fmt.Errorf("request %s: unknown catalogue %q", r[0], r[2])
			}
			name := "handmade-" + strings.TrimPrefix(r[2], "catalogue_")
			t = &task{name: name, shop: name, set: "handmade", catalogue: filepath.Join(data, filepath.FromSlash(file))}
			byCatalogue[r[2]] = t
			order = append(order, r[2])
		}
		t.queries = append(t.queries, query{text: r[1], judged: judged[r[0]]})
	}
	var tasks []task
	for _, name := range order {
		tasks = append(tasks, *byCatalogue[name])
	}
	return tasks, nil
}

// judgements reads a file of judgements: the columns of query, product and gain, which is multiplied by scale.
func judgements(path string, queryCol, productCol, gainCol int, scale, exact float64) (map[string]metric.Judged, error) {
	rows, err := readCSV(path)
	if err != nil {
		return nil, err
	}
	out := make(map[string]metric.Judged)
	for i, r := range rows {
		gain, err := strconv.ParseFloat(r[gainCol], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: row %d: gain: %w", path, i+2, err)
		}
		j, ok := out[r[queryCol]]
		if !ok {
			j = metric.Judged{Gain: make(map[string]float64), Exact: exact}
			out[r[queryCol]] = j
		}
		j.Gain[r[productCol]] = gain * scale
	}
	return out, nil
}

// readCSV returns a file's rows without its header.
func readCSV(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) < 2 {
		return nil, fmt.Errorf("%s: no rows", path)
	}
	return rows[1:], nil
}
