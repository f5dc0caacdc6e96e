package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func at(t time.Time) func() time.Time { return func() time.Time { return t } }

// products returns the products in a store by ID.
func products(t testing.TB, store catalog.Store) map[catalog.ID]catalog.Product {
	t.Helper()
	all := map[catalog.ID]catalog.Product{}
	for p, err := range store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all[p.ID] = p
	}
	return all
}

// mustRun imports a source and checks the sums of the report.
func mustRun(t testing.TB, store catalog.Store, src Source, opts Options) Report {
	t.Helper()
	report, err := Run(t.Context(), store, src, opts)
	if err != nil {
		t.Fatal(err)
	}
	checkSum(t, report)
	return report
}

func checkSum(t testing.TB, r Report) {
	t.Helper()
	if sum := r.Imported() + r.Parts + r.Duplicates + r.Rejected + r.Unstored; sum != r.Rows {
		t.Errorf("%d imported + %d duplicates + %d rejected + %d unstored = %d, want %d rows", r.Imported(), r.Duplicates, r.Rejected, r.Unstored, sum, r.Rows)
	}
	n := 0
	for _, tally := range r.RejectedFor {
		n += tally.Count
	}
	if n != r.Rejected {
		t.Errorf("reasons count %d rows, want %d rejected rows", n, r.Rejected)
	}
}

// golden compares got with a golden file. If UPDATE_GOLDEN is set, it writes the file first.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

func TestRunReportsEveryRow(t *testing.T) {
	src, err := File(filepath.Join("testdata", "mixed.csv"))
	if err != nil {
		t.Fatal(err)
	}
	store := catalog.NewMemory()
	var out, rejects bytes.Buffer
	report := mustRun(t, store, src, Options{Rejects: &rejects, Now: at(epoch), Mapped: func(format string, m *Mapping) {
		fmt.Fprintf(&out, "%s\n%s\n\n", format, strings.Join(m.Lines(), "\n"))
	}})
	report.Source = "mixed.csv"
	report.Print(&out)
	golden(t, "mixed.report.txt", out.String())
	golden(t, "mixed.rejects.jsonl", strings.ReplaceAll(rejects.String(), src.Name, "mixed.csv"))

	stored, err := json.MarshalIndent(products(t, store), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "mixed.products.json", string(stored)+"\n")
}

func TestSecondImportChangesNothing(t *testing.T) {
	src := Bytes("a.csv", []byte("name,brand,price_usd\nx,Acme,5\ny,Acme,6\nx,Acme,7\n"))
	store := catalog.NewMemory()
	first := mustRun(t, store, src, Options{Now: at(epoch)})
	if first.New != 2 || first.Duplicates != 1 {
		t.Errorf("first import: %d new, %d duplicates, want 2, 1", first.New, first.Duplicates)
	}
	before := products(t, store)
	again := mustRun(t, store, src, Options{Now: at(epoch.Add(time.Hour))})
	if again.Unchanged != 2 || again.New+again.Updated != 0 {
		t.Errorf("second import: %d unchanged, %d new, %d updated, want 2, 0, 0", again.Unchanged, again.New, again.Updated)
	}
	if diff := cmp.Diff(before, products(t, store)); diff != "" {
		t.Errorf("second import changed the store (-before +after):\n%s", diff)
	}
	third := mustRun(t, store, Bytes("a.csv", []byte("name,brand,price_usd\nx,Acme,5\ny,Acme,6.50\nz,Acme,6\n")), Options{Now: at(epoch.Add(time.Hour))})
	if third.New != 1 || third.Updated != 1 || third.Unchanged != 1 {
		t.Errorf("import of a changed file: %d new, %d updated, %d unchanged, want 1 each", third.New, third.Updated, third.Unchanged)
	}
}

func TestDuplicatesAcrossSources(t *testing.T) {
	store, seen := catalog.NewMemory(), NewSeen()
	var rejects bytes.Buffer
	mustRun(t, store, Bytes("a.csv", []byte("id,name\n1,first\n")), Options{Seen: seen})
	second := mustRun(t, store, Bytes("b.csv", []byte("id,name\n1,second\n2,other\n")), Options{Seen: seen, Rejects: &rejects})
	if second.Duplicates != 1 || second.New != 1 {
		t.Errorf("second source: %d duplicates, %d new, want 1, 1", second.Duplicates, second.New)
	}
	if got := products(t, store)["1"].Title; got != "first" {
		t.Errorf("product 1 = %q, want the title of the first source", got)
	}
	var reject Reject
	if err := json.Unmarshal(rejects.Bytes(), &reject); err != nil {
		t.Fatal(err)
	}
	want := Reject{File: "b.csv", Line: 2, Kind: KindDuplicate, Reason: "an earlier row has the same product ID", ID: "1", FirstFile: "a.csv", FirstLine: 2, Row: "1,second"}
	if diff := cmp.Diff(want, reject); diff != "" {
		t.Errorf("reject differs (-want +got):\n%s", diff)
	}
}

func TestDryRunStoresNothing(t *testing.T) {
	var rejects bytes.Buffer
	report := mustRun(t, nil, Bytes("a.csv", []byte("name,id\nx,1\n,2\ny,1\n")), Options{DryRun: true, Rejects: &rejects, Resume: Resume{Dir: t.TempDir()}})
	if report.Unstored != 1 || report.Rejected != 1 || report.Duplicates != 1 || report.Imported() != 0 {
		t.Errorf("report = %+v, want 1 unstored, 1 rejected, 1 duplicate", report)
	}
	if n := strings.Count(rejects.String(), "\n"); n != 2 {
		t.Errorf("%d rejects written, want 2", n)
	}
}

func TestRunErrors(t *testing.T) {
	store := catalog.NewMemory()
	tests := []struct {
		name, text string
		opts       Options
		want       string
	}{
		{"empty file", "", Options{}, "x.csv: the file is empty"},
		{"no title column", "a,b\n1,2\n", Options{}, `x.csv: no title column found: choose one with --map title=COLUMN (columns: "a", "b")`},
		{"unknown column", "name\nx\n", Options{Map: Overrides{"brand": "b"}}, `x.csv: --map brand=b: no column "b" (columns: "name")`},
		{"invalid currency", "name\nx\n", Options{Currency: "EURO"}, `currency "EURO" is not an ISO 4217 code`},
		{"currency sign", "name\nx\n", Options{Currency: "€"}, `currency "€" is not an ISO 4217 code`},
		{"invalid prefix", "name\nx\n", Options{IDPrefix: "a/b"}, `ID prefix "a/b" cannot start a product ID`},
		{"negative batch size", "name\nx\n", Options{BatchSize: -1}, "batch size -1 is negative"},
	}
	for _, tt := range tests {
		if _, err := Run(t.Context(), store, Bytes("x.csv", []byte(tt.text)), tt.opts); err == nil || err.Error() != tt.want {
			t.Errorf("%s: Run = %v, want %s", tt.name, err, tt.want)
		}
	}
	if _, err := Run(t.Context(), nil, Bytes("x.csv", []byte("name\nx\n")), Options{}); err == nil {
		t.Error("Run without a store returned no error")
	}
	if n, _ := store.Count(t.Context()); n != 0 {
		t.Errorf("%d products stored, want none", n)
	}
}

func TestHeaderOnly(t *testing.T) {
	if report := mustRun(t, catalog.NewMemory(), Bytes("x.csv", []byte("name,price\n")), Options{}); report.Rows != 0 {
		t.Errorf("%d rows, want none", report.Rows)
	}
}

func TestFile(t *testing.T) {
	if _, err := File(filepath.Join(t.TempDir(), "none.csv")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("File of a missing file = %v, want %v", err, os.ErrNotExist)
	}
	if _, err := File(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("File of a directory = %v, want an error with %q", err, "is a directory")
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	report, err := Run(ctx, catalog.NewMemory(), manyRows(10), Options{})
	if !errors.Is(err, context.Canceled) || report.Imported() != 0 {
		t.Errorf("canceled import = %v with %d imported, want %v with 0", err, report.Imported(), context.Canceled)
	}
}

// manyRows returns a source of n products, with a duplicate and an invalid row after every tenth.
func manyRows(n int) Source {
	var b strings.Builder
	b.WriteString("id,name,price_usd\n")
	for i := range n {
		fmt.Fprintf(&b, "p%d,product %d,%d.99\n", i, i, i)
		if i%10 == 9 {
			fmt.Fprintf(&b, "p%d,again,1\nq%d,,1\n", i, i)
		}
	}
	return Bytes("many.csv", []byte(b.String()))
}

func TestKeysOfLaterRows(t *testing.T) {
	var text strings.Builder
	for i := range 600 {
		fmt.Fprintf(&text, `{"id":"p%d","title":"Product %d","price":"5 EUR"}`+"\n", i, i)
	}
	text.WriteString(`{"id":"last","title":"Last","price":"5 EUR","availability":"out of stock","brand":"Acme"}` + "\n")
	store := catalog.NewMemory()
	report := mustRun(t, store, Bytes("a.jsonl", []byte(text.String())), Options{})
	got := products(t, store)["last"]
	if got.Availability != catalog.OutOfStock || got.Brand != "Acme" || len(report.Warnings) > 0 {
		t.Errorf("product = %+v, warnings %v, want it out of stock, by Acme, without a warning", got, report.Warnings)
	}
}

// uncountable is a store that cannot be counted after the first time.
type uncountable struct {
	*catalog.Memory
	counts int
}

func (u *uncountable) Count(ctx context.Context) (int, error) {
	if u.counts++; u.counts > 1 {
		return 0, errors.New("too slow")
	}
	return u.Memory.Count(ctx)
}

func TestFailedCountIsNoFailedImport(t *testing.T) {
	report, err := Run(t.Context(), &uncountable{Memory: catalog.NewMemory()}, manyRows(5), Options{})
	if err != nil || report.New != 5 || !strings.Contains(report.Note, "too slow") {
		t.Errorf("Run = %v with %d new, note %q, want 5 new and the reason", err, report.New, report.Note)
	}
}
