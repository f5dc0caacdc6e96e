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

// A task is a set of judged queries over one catalog.
type task struct {
	name     string
	shop     string // tasks with the same shop use the same catalog
	set      string // the scores of tasks with the same set are combined
	catalog  string // path of the file
	currency string // of prices without a currency
	queries  []query
}

// sets are the names of the scored sets.
var sets = []string{"esci150", "mistyped", "art27", "handmade", "shoppingbench"}

// A query is a shopper's request with its judgments.
type query struct {
	text   string
	judged metric.Judged
}

// esciExact is the gain of ESCI's label E. The gains of S, C and I are 0.1, 0.01 and 0 (Reddy et al. 2022).
const esciExact = 1.0

// esci reads the 75 real queries with human judgments.
func esci(data string) (task, error) {
	t := task{name: "esci150", shop: "esci150", set: "esci150", catalog: filepath.Join(data, "esci150", "products.jsonl.gz"), currency: "USD"}
	queries, err := readCSV(filepath.Join(data, "esci150", "queries.csv"))
	if err != nil {
		return task{}, err
	}
	judged, err := judgments(filepath.Join(data, "esci150", "qrels.csv"), 0, 1, 3, 1, esciExact)
	if err != nil {
		return task{}, err
	}
	for _, q := range queries {
		t.queries = append(t.queries, query{text: q[1], judged: judged[q[0]]})
	}
	return t, nil
}

// mistypedFiles is the number of files with mistyped queries.
const mistypedFiles = 3

// mistyped reads ESCI's queries with one typing error each. It returns one task per file, all of one set.
func mistyped(data string, judged task) ([]task, error) {
	clean, err := readCSV(filepath.Join(data, "esci150", "queries.csv"))
	if err != nil {
		return nil, err
	}
	var tasks []task
	for n := range mistypedFiles {
		t := judged
		t.name, t.set, t.queries = fmt.Sprintf("mistyped-%d", n+1), "mistyped", nil
		file := filepath.Join(data, "esci150", fmt.Sprintf("queries_mistyped_%d.csv", n+1))
		rows, err := readCSV(file)
		if err != nil {
			return nil, err
		}
		for i, r := range rows {
			if i >= len(clean) || r[0] != clean[i][0] {
				return nil, fmt.Errorf("%s: row %d is query %s, not in the order of queries.csv", file, i+2, r[0])
			}
			t.queries = append(t.queries, query{text: r[1], judged: judged.queries[i].judged})
		}
		tasks = append(tasks, t)
	}
	return tasks, nil
}

// artExact is the gain of grade 3. The grades are from 0 to 3; a language model assigned them.
const artExact = 1.0

// art reads 13 short queries and gift requests for ESCI's catalog.
func art(data string) (task, error) {
	t := task{name: "art27", shop: "esci150", set: "art27", catalog: filepath.Join(data, "esci150", "products.jsonl.gz"), currency: "USD"}
	file := filepath.Join(data, "art27", "qrels_llm.csv")
	judged, err := judgments(file, 0, 1, 2, 1./3, artExact)
	if err != nil {
		return task{}, err
	}
	for _, text := range slices.Sorted(maps.Keys(judged)) {
		t.queries = append(t.queries, query{text: text, judged: judged[text]})
	}
	return t, nil
}

// shoppingbench reads requests with one target product each.
func shoppingbench(data string) (task, error) {
	dir := filepath.Join(data, "requests_shoppingbench")
	t := task{name: "shoppingbench", shop: "shoppingbench", set: "shoppingbench", catalog: filepath.Join(dir, "items.csv"), currency: "PHP"}
	requests, err := readCSV(filepath.Join(dir, "requests.csv"))
	if err != nil {
		return task{}, err
	}
	for _, r := range requests {
		t.queries = append(t.queries, query{text: r[2], judged: metric.Judged{Gain: map[string]float64{r[3]: 1}, Exact: 1}})
	}
	return t, nil
}

// handmadeExact is the gain of a product that fully matches the rule of a request. The gain of a partial match is half.
const handmadeExact = 1.0

// handmadeCatalogs are the catalog files by their name in the requests.
var handmadeCatalogs = map[string]string{
	"catalogue_fashion": "catalogue_fashion/products.csv.gz",
	"catalogue_toys_uk": "catalogue_toys_uk/products.csv.gz",
}

// handmade reads requests in whole sentences. It returns one task per catalog.
func handmade(data string) ([]task, error) {
	requests, err := readCSV(filepath.Join(data, "requests_handmade", "requests.csv"))
	if err != nil {
		return nil, err
	}
	judged, err := judgments(filepath.Join(data, "requests_handmade", "qrels_rule.csv"), 0, 1, 2, 0.5, handmadeExact)
	if err != nil {
		return nil, err
	}
	byCatalog := make(map[string]*task)
	var order []string
	for _, r := range requests {
		t := byCatalog[r[2]]
		if t == nil {
			file, ok := handmadeCatalogs[r[2]]
			if !ok {
				return nil, fmt.Errorf("request %s: unknown catalog %q", r[0], r[2])
			}
			name := "handmade-" + strings.TrimPrefix(r[2], "catalogue_")
			t = &task{name: name, shop: name, set: "handmade", catalog: filepath.Join(data, filepath.FromSlash(file))}
			byCatalog[r[2]] = t
			order = append(order, r[2])
		}
		t.queries = append(t.queries, query{text: r[1], judged: judged[r[0]]})
	}
	var tasks []task
	for _, name := range order {
		tasks = append(tasks, *byCatalog[name])
	}
	return tasks, nil
}

// judgments reads the judgments of each query from a CSV file. It multiplies gains by scale.
func judgments(path string, queryCol, productCol, gainCol int, scale, exact float64) (map[string]metric.Judged, error) {
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

// readCSV returns the rows of a file without the header.
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
