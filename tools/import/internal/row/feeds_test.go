package row

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/datatest"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// A reading is the result of reading a table as the importer does.
type reading struct {
	platform string
	products []catalog.Product
	parts    int
	faults   []string
	warnings []string
	check    error
}

// readAll surveys and reads a table.
func readAll(t testing.TB, text string, s Settings) (got reading) {
	t.Helper()
	tab, err := table.Open(strings.NewReader(text), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := mapping.Resolve(tab.Columns(), nil)
	if err != nil {
		t.Fatal(err)
	}
	got.platform = m.Platform
	survey, records := NewSurvey(m, s), []table.Record{}
	for rec, err := range tab.Records() {
		if err != nil || rec.Fault != nil {
			t.Fatalf("line %d: %v, %v", rec.Line, err, rec.Fault)
		}
		survey.Add(rec)
		records = append(records, rec)
	}
	got.check = survey.Check()
	reader := NewReader(m, s, survey)
	var results []Result
	for _, rec := range records {
		results = append(results, reader.Read(rec)...)
	}
	results = append(results, reader.Close()...)
	if len(results) != len(records) {
		t.Errorf("%d results of %d rows, want one for each", len(results), len(records))
	}
	for i, res := range results {
		if i < len(records) && res.Record.Line != records[i].Line {
			t.Errorf("result %d is of line %d, want line %d", i, res.Record.Line, records[i].Line)
		}
		got.add(res)
	}
	return got
}

func (g *reading) add(res Result) {
	switch {
	case res.Fault != nil:
		g.faults = append(g.faults, res.Fault.Error())
	case res.Part != "":
		g.parts++
	default:
		g.products = append(g.products, res.Product)
	}
	for _, w := range res.Warnings {
		g.warnings = append(g.warnings, fmt.Sprintf("%s: %s (%s)", w.Field, w.Reason, w.Value))
	}
}

// brief describes a product on one line, without empty fields.
func brief(p catalog.Product) string {
	parts := []string{string(p.ID), p.Title}
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+"="+value)
		}
	}
	add("group", p.GroupID)
	add("brand", p.Brand)
	add("in", strings.Join(p.Category, ">"))
	add("color", p.Color)
	add("size", p.Size)
	add("material", p.Material)
	for _, o := range p.Options {
		add(o.Name, o.Value)
	}
	add("gender", p.Gender)
	add("age", p.AgeGroup)
	add("price", show(p.Price))
	add("list", show(p.ListPrice))
	add("sale", show(p.SalePrice))
	if !p.SaleStart.IsZero() || !p.SaleEnd.IsZero() {
		add("from", p.SaleStart.Format("2006-01-02T15:04")+"/"+p.SaleEnd.Format("2006-01-02T15:04"))
	}
	add("stock", string(p.Availability))
	add("state", string(p.State))
	if p.Adult {
		add("adult", "yes")
	}
	add("condition", p.Condition)
	add("gtin", p.GTIN)
	add("mpn", p.MPN)
	if p.SKU != string(p.ID) {
		add("sku", p.SKU)
	}
	add("image", strings.Join(append([]string{p.ImageURL}, p.AdditionalImages...), ","))
	return strings.ReplaceAll(strings.Join(parts, " | "), "https://img.example/", "")
}

// A feedCase is a table and the products that it must give.
type feedCase struct {
	name, platform string
	text           string
	currency       string
	imageBase      string
	parts          int
	want           []string // brief of each product
}

func (tt feedCase) run(t *testing.T) {
	t.Helper()
	got := readAll(t, tt.text, Settings{Currency: tt.currency, ImageBase: tt.imageBase})
	if got.check != nil || got.platform != tt.platform || got.parts != tt.parts || got.faults != nil {
		t.Errorf("platform %q, %d parts, faults %q, check %v, want %q, %d parts", got.platform, got.parts, got.faults, got.check, tt.platform, tt.parts)
	}
	var products []string
	for _, p := range got.products {
		products = append(products, brief(p))
	}
	if diff := cmp.Diff(tt.want, products); diff != "" {
		t.Errorf("products differ (-want +got):\n%s\nwarnings %q", diff, got.warnings)
	}
}

func TestFeeds(t *testing.T) {
	tests := []feedCase{
		{name: "shopify-classic.csv", platform: "Shopify", currency: "GBP", parts: 1, want: []string{
			"HKJ-S | Harbour Knit Jumper | group=harbour-knit-jumper | brand=Quayside | in=Jumpers | size=Small | gender=female | age=adult | price=6000 GBP | list=8000 GBP | stock=in_stock | image=hkj.jpg,hkj-back.jpg",
			"HKJ-M | Harbour Knit Jumper | group=harbour-knit-jumper | brand=Quayside | in=Jumpers | size=Medium | gender=female | age=adult | price=6000 GBP | stock=out_of_stock | image=hkj.jpg,hkj-back.jpg",
			"HKJ-L | Harbour Knit Jumper | group=harbour-knit-jumper | brand=Quayside | in=Jumpers | size=Large | gender=female | age=adult | price=6000 GBP | stock=in_stock | image=hkj.jpg,hkj-back.jpg",
			"USC | Unreleased Storm Coat | brand=Quayside | price=19900 GBP | stock=out_of_stock | state=draft",
		}},
		{name: "woocommerce.csv", platform: "WooCommerce", currency: "EUR", parts: 1, want: []string{
			"dune-tee-blue | Dune Tee - Blue | group=dune-tee | in=Clothing>Tees | color=Blue | price=2000 EUR | stock=in_stock | image=dune-blue.jpg",
			"dune-cap | Dune Cap | in=Clothing>Hats | price=1800 EUR | sale=900 EUR | from=2021-01-01T00:00/2021-02-01T00:00 | stock=in_stock | image=cap.jpg",
			"dune-draft | Dune Poncho (draft) | in=Clothing>Ponchos | price=4500 EUR | stock=out_of_stock | state=draft",
		}},
		{name: "prestashop.csv", platform: "PrestaShop", currency: "EUR", want: []string{
			"ps-1 | Copper Garden Lantern | brand=Fernlight | in=Garden>Lighting | price=5000 EUR | sale=4500 EUR | from=2021-06-01T00:00/2022-01-01T00:00 | stock=in_stock | condition=new | image=lantern-1.jpg,lantern-2.jpg",
			"ps-2 | Copper Garden Lantern, discontinued | brand=Fernlight | in=Garden | price=4000 EUR | stock=out_of_stock | state=hidden | image=old.jpg",
		}},
		{name: "supplier-cost.csv", currency: "EUR", want: []string{"sc-1 | Oak Bread Board | price=3000 EUR | stock=in_stock"}},
		{name: "google-merchant.tsv", platform: "Google Merchant Center", want: []string{
			"gm-1 | Willow Summer Dress | group=g1 | brand=Willow | in=Apparel & Accessories>Clothing>Dresses | color=Green/Teal | size=M | gender=female | age=adult | price=4900 USD | sale=1900 USD | from=2021-02-24T10:07/2021-03-01T22:59 | stock=in_stock | condition=new | image=gm1.jpg",
			"gm-2 | Ranger Hiking Boots | brand=Ranger | in=Shoes>Hiking | color=Brown | size=44 | gender=male | age=adult | price=12000 USD | stock=out_of_stock | image=gm2.jpg",
			"gm-3 | Velvet Night Massage Wand | brand=Velvet Night | price=3500 USD | stock=in_stock | adult=yes | image=gm3.jpg",
			"gm-4 | Ranger Hiking Boots | brand=Ranger | in=Shoes>Hiking | color=Brown | size=39 | gender=female | age=adult | price=11000 USD | stock=in_stock | image=gm4.jpg",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.text = datatest.Read(t, "feeds", tt.name)
			tt.run(t)
		})
	}
}

func TestFeedPrices(t *testing.T) {
	got := readAll(t, datatest.Read(t, "feeds", "prices.csv"), Settings{})
	if got.check != nil {
		t.Errorf("check = %v, want none, because most prices name a currency", got.check)
	}
	want := map[catalog.ID]string{
		"pr-1": "1500 CAD", "pr-2": "1500 CAD", "pr-3": "1500 CAD", "pr-4": "129900 ZAR", "pr-5": "129900 ZAR", "pr-6": "129990 EUR",
		"pr-7": "129900 EUR", "pr-8": "1299 EUR", "pr-9": "1299 EUR", "pr-10": "1999 EUR", "pr-11": "1999 USD was 2999 USD",
		"pr-12": "", "pr-13": "549900 BRL", "pr-14": "", "pr-15": "129900 KES", "pr-16": "4990 PEN",
	}
	prices := map[catalog.ID]string{}
	for _, p := range got.products {
		prices[p.ID] = show(p.Price)
		if !p.ListPrice.IsZero() {
			prices[p.ID] += " was " + show(p.ListPrice)
		}
	}
	if diff := cmp.Diff(want, prices); diff != "" {
		t.Errorf("prices differ (-want +got):\n%s", diff)
	}
	for _, p := range readAll(t, datatest.Read(t, "feeds", "prices.csv"), Settings{Currency: "BRL"}).products {
		if p.ID == "pr-12" && (show(p.Price) != "4990 BRL" || show(p.ListPrice) != "8990 BRL") {
			t.Errorf("pr-12 with currency BRL costs %v, list price %v, want 49.90 and 89.90", p.Price, p.ListPrice)
		}
	}
}

func TestFeedExcelIDs(t *testing.T) {
	got := readAll(t, datatest.Read(t, "feeds", "excel-ids.csv"), Settings{})
	ids := map[catalog.ID]bool{}
	for _, p := range got.products {
		ids[p.ID] = true
		if p.GTIN != "" {
			t.Errorf("GTIN of %s = %q, want none", p.Title, p.GTIN)
		}
	}
	if len(ids) != 5 || len(got.warnings) != 5 || !strings.Contains(got.warnings[0], "changed by a spreadsheet") {
		t.Errorf("%d different IDs, warnings %q, want 5 of each", len(ids), got.warnings)
	}
}

func TestPricesWithoutCurrencyStopTheImport(t *testing.T) {
	const text = "name,price\na,5\nb,6\n"
	err := readAll(t, text, Settings{}).check
	want := `prices without a currency: 2 of 2 prices name no currency, such as "5" in column "price" on line 2: ` +
		`name it with --currency CODE, such as --currency EUR, or import without these prices with --currency none`
	if !errors.Is(err, ErrNoCurrency) || err.Error() != want {
		t.Errorf("check = %v, want %s", err, want)
	}
	for _, tt := range []struct{ text, currency string }{
		{text, "EUR"}, {text, NoPrices}, {"name,price_eur\na,5\n", ""}, {"name,price,currency\na,5,EUR\n", ""}, {"name,price\na,5 €\n", ""},
		{"name,price\na,\n", ""}, {"name,price\na,0\n", ""}, {"name,price\na,call us\n", ""}, {"name,cost\na,5\n", ""},
	} {
		got := readAll(t, tt.text, Settings{Currency: tt.currency})
		if got.check != nil {
			t.Errorf("check of %q with currency %q = %v, want nil", tt.text, tt.currency, got.check)
		}
		if tt.currency == NoPrices && (!got.products[0].Price.IsZero() || got.warnings != nil) {
			t.Errorf("price without prices = %v, warnings %q, want none", got.products[0].Price, got.warnings)
		}
	}
}

func TestSharedIDs(t *testing.T) {
	got := readAll(t, "id,title,price_eur\n123,Lamp,1\n123,Chair,2\n7001,Sofa,3\n7001,Sofa,4\n", Settings{})
	if ids := fmt.Sprint(got.products[0].ID, got.products[1].ID); strings.Contains(ids, "123 ") || got.products[0].ID == got.products[1].ID {
		t.Errorf("IDs of two products with the ID 123 = %s, want two hashes", ids)
	}
	if got.products[2].ID != "7001" || got.products[3].ID != "7001" {
		t.Errorf("IDs of a repeated product = %s, %s, want 7001", got.products[2].ID, got.products[3].ID)
	}
	if len(got.warnings) != 2 || !strings.Contains(got.warnings[0], "without its leading zeros") {
		t.Errorf("warnings %q, want two that name leading zeros", got.warnings)
	}
}

func TestMangled(t *testing.T) {
	for _, text := range []string{"4.00638E+12", "4,00638E+12", "4E+12", "01.Mär", "01. Mrz", "1-Mar", "Mar-01", "3-janv", "01.03.2024", "#N/A", "#####", "#NAME?"} {
		if !isMangled(text) {
			t.Errorf("isMangled(%q) = false, want true", text)
		}
	}
	for _, text := range []string{"4006380000000", "0123", "MAR-01", "SEP-12", "lug-0001", "A1-E5", "12E34X", "mar-001", "2-MAY-X", "1.5", "#12", "ab-3E+5x"} {
		if isMangled(text) {
			t.Errorf("isMangled(%q) = true, want false", text)
		}
	}
}
