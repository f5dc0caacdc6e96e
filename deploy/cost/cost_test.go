package cost

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"shopfyp.dev/functions"
)

var update = flag.Bool("update", false, "rewrite the tables in docs/cost.md")

const page = "../../docs/cost.md"

// docs/cost.md contains the output of the model.
func TestPageIsUpToDate(t *testing.T) {
	checkPart(t, "cost", func(out *bytes.Buffer) error {
		err := Write(out)
		fmt.Fprintf(out, "\nOne instance of `search` kept warm: %.2f dollars a month.\n", Warm("search"))
		return err
	})
	checkPart(t, "catalog", func(out *bytes.Buffer) error { return WriteCatalog(out) })
}

// checkPart compares a part of the page with what write writes. With -update, it replaces the part.
func checkPart(t *testing.T, name string, write func(*bytes.Buffer) error) {
	t.Helper()
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->\n"
	var table bytes.Buffer
	if err := write(&table); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), begin)
	old, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no markers for %s", page, name)
	}
	if *update {
		if err := os.WriteFile(page, []byte(head+begin+table.String()+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if old != table.String() {
		t.Errorf("docs/cost.md is out of date; run go test ./deploy/cost -update:\n%s", &table)
	}
}

// The model of a visit names only functions of the table.
func TestVisitCallsKnownFunctions(t *testing.T) {
	known := make(map[string]bool)
	for _, f := range functions.Table() {
		known[f.Name] = true
	}
	for name := range visit {
		if !known[name] {
			t.Errorf("a visit calls %s, which is not in the table", name)
		}
	}
}

func TestEstimate(t *testing.T) {
	for _, line := range Estimate(Level{Name: "nobody", Products: 1000}) {
		if line.Cost != 0 && line.What != "images" {
			t.Errorf("a shop without visits pays %.2f for %s, want 0", line.Cost, line.What)
		}
	}
	once, twice := sum(Level{Visits: 1e7, Products: 1e6}), sum(Level{Visits: 2e7, Products: 1e6})
	if twice <= once || twice > 2.2*once {
		t.Errorf("twice the visits cost %.0f, want more than %.0f and at most 2.2 times as much", twice, once)
	}
}

func sum(l Level) (all float64) {
	for _, line := range Estimate(l) {
		all += line.Cost
	}
	return all
}
