package importer

import (
	"context"
	"errors"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
)

func TestCheckNamesTheColumnOfEachField(t *testing.T) {
	src := Bytes("x.csv", []byte("sku,product name,selling price,price,colour,notes\nk-1,Kettle,,9 EUR,red,x\n"))
	preview, err := Check(t.Context(), src, Options{Source: "x"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	preview.Print(&out)
	for _, want := range []string{
		"id                k-1  ← sku\n", "title             Kettle  ← product name\n", "price             9.00 EUR  ← price\n",
		"color             red  ← colour\n", "source            x\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("preview has no %q:\n%s", want, out.String())
		}
	}
}

func TestCheckDoesNotStopAtPricesWithoutCurrency(t *testing.T) {
	preview, err := Check(t.Context(), Bytes("x.csv", []byte("id,name,price\n1,x,5\n")), Options{}, nil)
	if err != nil || len(preview.Samples) != 1 {
		t.Errorf("Check = %d samples, %v, want one", len(preview.Samples), err)
	}
	if err := preview.Stop(); !errors.Is(err, ErrNoCurrency) || !strings.Contains(err.Error(), "x.csv: ") {
		t.Errorf("Stop = %v, want %v", err, ErrNoCurrency)
	}
	for _, currency := range []string{"EUR", "none", "None"} {
		preview, err := Check(t.Context(), Bytes("x.csv", []byte("id,name,price\n1,x,5\n")), Options{Currency: currency}, nil)
		if err := errors.Join(err, preview.Stop()); err != nil {
			t.Errorf("with --currency %s: %v", currency, err)
		}
	}
}

// broken is a store that cannot be read.
type broken struct{}

func (broken) GetBatch(context.Context, []catalog.ID) (map[catalog.ID]catalog.Product, error) {
	return nil, errors.New("permission denied")
}

func TestCheckWorksIfTheStoreDoesNot(t *testing.T) {
	preview, err := Check(t.Context(), manyRows(30), Options{}, broken{})
	if err != nil || preview.Report.Unstored != 30 || !strings.Contains(preview.Changes.Note, "permission denied") {
		t.Errorf("Check = %+v, note %q, %v, want 30 products and a note", preview.Report, preview.Changes.Note, err)
	}
}

func TestRunAfterCheck(t *testing.T) {
	store, seen := catalog.NewMemory(), NewSeen()
	opts := Options{Seen: seen}
	var err error
	if opts.Checked, err = Check(t.Context(), manyRows(100), opts, nil); err != nil {
		t.Fatal(err)
	}
	report := mustRun(t, store, manyRows(100), opts)
	if report.New != 100 || report.Duplicates != 10 || report.Rejected != 10 {
		t.Errorf("report = %+v, want 100 new, 10 duplicates, 10 rejected, as in the check", report)
	}
	second := mustRun(t, store, Bytes("b.csv", []byte("id,name\np1,again\n")), Options{Seen: seen})
	if second.Duplicates != 1 {
		t.Errorf("another source has %d duplicates, want 1", second.Duplicates)
	}
}
