package row

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// read converts the rows of a table into products.
func read(t testing.TB, text string, s Settings) (products []catalog.Product, warnings []string, faults []string) {
	t.Helper()
	tab, err := table.Open(strings.NewReader(text), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := mapping.Resolve(tab.Columns(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(m, s, nil)
	for rec, err := range tab.Records() {
		if err != nil || rec.Fault != nil {
			t.Fatal(err, rec.Fault)
		}
		p, ws, fault := r.Product(rec)
		if fault != nil {
			faults = append(faults, fault.Error())
			continue
		}
		products = append(products, p)
		for _, w := range ws {
			warnings = append(warnings, fmt.Sprintf("%s: %s (%s)", w.Field, w.Reason, w.Value))
		}
	}
	return products, warnings, faults
}

// one reads a table with a single valid row.
func one(t *testing.T, text string, s Settings) (catalog.Product, []string) {
	t.Helper()
	products, warnings, faults := read(t, text, s)
	if len(products) != 1 {
		t.Fatalf("%q = %d products and faults %q, want one product", text, len(products), faults)
	}
	return products[0], warnings
}

func TestProduct(t *testing.T) {
	const text = `id,name,brand,colour,main_category,sub_category,description,features,discount_price,actual_price,ratings,no_of_ratings,image,link
7, Red&nbsp; <b>Shoes</b> ,Acme,NA,shoes,Boys' Shoes,"<p>Soft &amp; light.</p><br><p>Warm.</p>","['one', ""two's""]","₹1,299","₹2,999.50",4.2,"2,255",https://x.test/a.jpg|https://x.test/b.jpg,//x.test/p?ref=1
`
	got, warnings := one(t, text, Settings{IDPrefix: "shop-"})
	want := catalog.Product{
		ID: "shop-7", Title: "Red Shoes", Brand: "Acme", Category: []string{"shoes", "Boys' Shoes"},
		Description: "Soft & light.\n\nWarm.\n\none\ntwo's",
		Price:       catalog.Money{Amount: 129900, Currency: "INR"}, ListPrice: catalog.Money{Amount: 299950, Currency: "INR"},
		Rating: 4.2, RatingCount: 2255, ImageURL: "https://x.test/a.jpg", AdditionalImages: []string{"https://x.test/b.jpg"},
		URL: "https://x.test/p?ref=1",
	}
	if diff := cmp.Diff(want, got); diff != "" || warnings != nil {
		t.Errorf("product differs (-want +got):\n%s\nwarnings %q", diff, warnings)
	}
}

func TestPrices(t *testing.T) {
	tests := []struct {
		name, header, row string
		currency          string
		price, list       string // as "100 USD", "" for none
		warning           string
	}{
		{"price and list price", "selling_price,mrp", "9.99,12", "USD", "999 USD", "1200 USD", ""},
		{"only a list price", "selling_price,mrp", ",12", "USD", "1200 USD", "", "price: empty: the list price is used ()"},
		{"list price not above the price", "selling_price,mrp", "12,9.99", "USD", "1200 USD", "", "list_price: not above the price: ignored (9.99)"},
		{"unusable price", "selling_price,mrp", "see cart,9.99", "USD", "", "",
			"price: not an amount of money: ignored (see cart)|list_price: the price is unusable: ignored ()"},
		{"two currencies", "selling_price,mrp", "€5,$9", "", "500 EUR", "", "list_price: not in the currency of the price: ignored (USD)"},
		{"no currency", "price", "5", "", "", "", "price: no currency (see --currency): ignored (5)"},
		{"currency in the column name", "price_gbp", "5", "USD", "500 GBP", "", ""},
		{"currency in the value", "price_gbp", "$5", "USD", "500 USD", "", ""},
		{"currency column", "price,currency", "5,eur", "USD", "500 EUR", "", ""},
		{"invalid currency column", "price,currency", "5,pebbles", "USD", "500 USD", "", "currency: not a currency: ignored (pebbles)"},
		{"discount", "price_usd,discount_percentage", "9.99,10.48", "", "894 USD", "999 USD", ""},
		{"discount of zero", "price_usd,discount_percentage", "9.99,0", "", "999 USD", "", ""},
		{"invalid discount", "price_usd,discount_percentage", "9.99,130", "", "999 USD", "", "discount: not a percentage from 0 to 100: ignored (130)"},
		{"sale price empty", "price,sale_price", "9.99,", "USD", "999 USD", "", ""},
		{"range", "price", "£16.99 - £24.99", "", "1699 GBP", "", ""},
		{"yen", "price", "¥1980", "", "1980 JPY", "", ""},
		{"no price", "price", "n/a", "USD", "", "", ""},
		{"zero", "price", "0.00", "USD", "", "", "price: 0 means no price (see --zero-is-free): ignored (0.00)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, warnings := one(t, "name;"+strings.ReplaceAll(tt.header, ",", ";")+"\nx;"+strings.ReplaceAll(tt.row, ",", ";")+"\n", Settings{Currency: tt.currency})
			got := [3]string{show(p.Price), show(p.ListPrice), strings.Join(warnings, "|")}
			if want := [3]string{tt.price, tt.list, tt.warning}; got != want {
				t.Errorf("prices and warnings for %s %s = %q, want %q", tt.header, tt.row, got, want)
			}
		})
	}
}

func show(m catalog.Money) string {
	if m.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s", m.Amount, m.Currency)
}

func TestPriceInJSONIsADecimalNumber(t *testing.T) {
	p, _ := one(t, `{"title":"x","price":{"amount":1.299,"currency":"EUR"}}`, Settings{})
	if got := show(p.Price); got != "130 EUR" {
		t.Errorf("price = %s, want 130 EUR", got)
	}
}

// TestOwnProductsRoundTrip checks that a product in the format of catalog.Product changes only in UpdatedAt.
func TestOwnProductsRoundTrip(t *testing.T) {
	want := catalog.Product{
		ID: "own-1", Title: "Kettle > 1 L", Description: "Hot.", Brand: "Acme", Color: "Cream", Category: []string{"Tea | Coffee"},
		Price: catalog.Money{Amount: 8299, Currency: "USD"}, ListPrice: catalog.Money{Amount: 9000, Currency: "USD"},
		Rating: 3.8, RatingCount: 40, ImageURL: "/demo/1.svg", URL: "https://x.test/1", UpdatedAt: time.Unix(1, 0).UTC(),
	}
	line, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, warnings := one(t, string(line), Settings{})
	want.UpdatedAt = time.Time{}
	if diff := cmp.Diff(want, got); diff != "" || warnings != nil {
		t.Errorf("product differs (-want +got):\n%s\nwarnings %q", diff, warnings)
	}
}

func TestTakeOff(t *testing.T) {
	for _, tt := range []struct {
		amount  int64
		percent float64
		want    int64
	}{{999, 10.48, 894}, {100, 0.5, 100}, {100, 50, 50}, {1, 99, 0}, {9_000_000_000_000, 33.3333, 6_000_003_000_000}} {
		if got := takeOff(tt.amount, tt.percent); got != tt.want {
			t.Errorf("takeOff(%d, %v) = %d, want %d", tt.amount, tt.percent, got, tt.want)
		}
	}
}

func TestRatings(t *testing.T) {
	tests := []struct {
		rating, count string
		wantRating    float64
		wantCount     int
		warnings      int
	}{
		{"4.2", "2,255", 4.2, 2255, 0},
		{"4,2", "2.255", 4.2, 2255, 0},
		{"4.2 out of 5 stars", "2,255 ratings", 4.2, 2255, 0},
		{"8/10", "(37 reviews)", 4, 37, 0},
		{"★", "1.0", 0, 1, 1},
		{"5★", "1.2k", 5, 1200, 0},
		{"", "12K+", 0, 12000, 0},
		{"nan", "", 0, 0, 0},
		{"Get", "FREE Delivery by Amazon", 0, 0, 2},
		{"FREE", "Only 2 left in stock.", 0, 0, 2},
		{"84", "1.5", 0, 0, 2},
		{"-1", "-5", 0, 0, 2},
		{"4/0", "99999999999", 0, 0, 2},
	}
	for _, tt := range tests {
		p, warnings := one(t, "name;rating;rating count\nx;"+tt.rating+";"+tt.count+"\n", Settings{})
		if p.Rating != tt.wantRating || p.RatingCount != tt.wantCount || len(warnings) != tt.warnings {
			t.Errorf("rating %q, count %q = %v, %d, warnings %q, want %v, %d, %d warnings",
				tt.rating, tt.count, p.Rating, p.RatingCount, warnings, tt.wantRating, tt.wantCount, tt.warnings)
		}
	}
}

func TestCategory(t *testing.T) {
	long := strings.Repeat("x", maxLabel+1)
	tests := []struct {
		header, row string
		want        []string
		warnings    int
	}{
		{"gender\tmasterCategory\tsubCategory\tarticleType\tusage", "Boys\tFootwear\tShoes\tCasual Shoes\tNA", []string{"Footwear", "Shoes", "Casual Shoes"}, 0},
		{"category\taudience", "accessories\tF", []string{"Women", "accessories"}, 0},
		{"main category\tsub category", "watches\tWatches", []string{"watches"}, 0},
		{"category", "Hobbies > Model Trains & Railway Sets > Trains", []string{"Hobbies", "Model Trains & Railway Sets", "Trains"}, 0},
		{"category", "A>>B / C>>D", []string{"A", "B / C", "D"}, 0},
		{"category", "A|B / C", []string{"A", "B / C"}, 0},
		{"category", "Furniture / Beds", []string{"Furniture", "Beds"}, 0},
		{"category", "TV/Audio, Video", []string{"TV/Audio, Video"}, 0},
		{"category", `["A > x", "B"]`, []string{"A > x", "B"}, 0},
		{"category", `['Kids\' room', "B"]`, []string{"Kids' room", "B"}, 0},
		{"category", `[['A', 'B']]`, []string{"A", "B"}, 0},
		{"category", `["A >> B"]`, []string{"A", "B"}, 0},
		{"category", `[New] Toys`, []string{"[New] Toys"}, 0},
		{"category", "A > " + long, []string{"A"}, 1},
		{"category", "1>2>3>4>5>6>7>8>9>10>11", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, 1},
		{"category", "", nil, 0},
	}
	for _, tt := range tests {
		p, warnings := one(t, "name\t"+tt.header+"\nx\t"+tt.row+"\n", Settings{})
		if diff := cmp.Diff(tt.want, p.Category); diff != "" || len(warnings) != tt.warnings {
			t.Errorf("category of %q differs (-want +got):\n%s\nwarnings %q, want %d", tt.row, diff, warnings, tt.warnings)
		}
	}
}

func TestStripHTML(t *testing.T) {
	tests := []struct{ text, want string }{
		{"plain", "plain"},
		{"a<br/>b<BR>c</p>d", "a\nb\nc\nd"},
		{"1 < 2 & 3 > 2", "1 < 2 & 3 > 2"},
		{"I <3 you <you>", "I <3 you <you>"},
		{"black&notebook &amp; caf&eacute; &#39;x&#x27;", "black&notebook & café 'x'"},
		{"x<script>alert('<b>')</script>y<style>p{}</style>z", "xyz"},
		{"<!-- hidden -->shown", "shown"},
		{"<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"},
		{"open <b and on", "open <b and on"},
		{`<a href="x">link</a>`, "link"},
	}
	for _, tt := range tests {
		if got := prose(tt.text); got != tt.want {
			t.Errorf("prose(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestImageURLs(t *testing.T) {
	tests := []struct{ image, want string }{
		{"https://x.test/a,b.jpg", "https://x.test/a,b.jpg"},
		{"//x.test/a.jpg", "https://x.test/a.jpg"},
		{"/demo/a.svg", ""},
		{`["http://x.test/1.jpg", "http://x.test/2.jpg"]`, "http://x.test/1.jpg"},
		{"a.jpg", ""},
		{"javascript:alert(1)", ""},
		{"https://", ""},
		{`https://x.test/"onerror=`, ""},
		{"https://x.test/" + strings.Repeat("a", 3000), ""},
		{"", ""},
	}
	for _, tt := range tests {
		p, warnings := one(t, "name\timage\nx\t"+tt.image+"\n", Settings{})
		if p.ImageURL != tt.want || (len(warnings) > 0) != (tt.image != "" && tt.want == "") {
			t.Errorf("image %q = %q, warnings %q, want %q", tt.image, p.ImageURL, warnings, tt.want)
		}
	}
}

func TestIDs(t *testing.T) {
	tests := []struct {
		name, text, prefix string
		want               catalog.ID
		warnings           int
	}{
		{"column", "id,name\n7,x\n", "", "7", 0},
		{"column and prefix", "id,name\n7,x\n", "a-", "a-7", 0},
		{"ASIN", "name,link\nx,https://shop.test/x-y/dp/B0BRKXTSBT/ref=sr_1?q=1\n", "", "B0BRKXTSBT", 0},
		{"empty column", "id,name,link\n,x,https://shop.test/dp/B0BRKXTSBT\n", "", "B0BRKXTSBT", 1},
		{"invalid ID", "id,name\na b/c,x\n", "a-", "a-539138d518391ec4fc557ce35c37ead2", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, warnings := one(t, tt.text, Settings{IDPrefix: tt.prefix})
			if p.ID != tt.want || len(warnings) != tt.warnings {
				t.Errorf("ID = %q, warnings %q, want %q, %d warnings", p.ID, warnings, tt.want, tt.warnings)
			}
		})
	}
}

func TestHashedIDs(t *testing.T) {
	const header = "name,brand,color,price_usd,rating,link\n"
	base, _ := one(t, header+"x,Acme,red,5,4,https://s.test/p?ref=1\n", Settings{})
	same, _ := one(t, header+"x,Acme,red,6,3,https://s.test/p?ref=2\n", Settings{})
	if base.ID != same.ID {
		t.Errorf("ID after a change of price, rating and query string = %q, want %q", same.ID, base.ID)
	}
	for _, row := range []string{"y,Acme,red,5,4,https://s.test/p", "x,Bolt,red,5,4,https://s.test/p", "x,Acme,blue,5,4,https://s.test/p", "x,Acme,red,5,4,https://s.test/q"} {
		other, _ := one(t, header+row+"\n", Settings{})
		if other.ID == base.ID {
			t.Errorf("%q has the same ID as another product", row)
		}
	}
}

func TestFaults(t *testing.T) {
	products, _, faults := read(t, "name,id\n,1\n<br>,2\nNone,3\n"+strings.Repeat("x", 2001)+",4\n", Settings{})
	if diff := cmp.Diff([]string{"title is empty", "title is empty"}, faults); diff != "" {
		t.Errorf("faults differ (-want +got):\n%s", diff)
	}
	if len(products) != 2 || products[0].Title != "None" || len(products[1].Title) != catalog.MaxTitleBytes {
		t.Errorf("%d products, want one with the title None and one with a truncated title", len(products))
	}
}

func FuzzProduct(f *testing.F) {
	f.Add("7", "Red &amp; <b>blue</b>", "A > B", "₹1,299", "£5", "4.2", "2,255", "https://x.test/a", "10")
	f.Add("a b", "x <y", "['a', \"b\"]", "¥5", "1e9", "Get", "(1k)", "//x", "%")
	f.Fuzz(func(t *testing.T, id, title, category, price, list, rating, count, link, discount string) {
		columns := []string{"id", "title", "category", "price_usd", "list price", "rating", "rating count", "link", "discount percentage", "image", "brand", "description"}
		m, err := mapping.Resolve(columns, nil)
		if err != nil {
			t.Fatal(err)
		}
		values := []table.Value{}
		for _, s := range []string{id, title, category, price, list, rating, count, link, discount, link, category, title} {
			values = append(values, table.Value{Text: strings.ToValidUTF8(s, "")})
		}
		p, _, fault := NewReader(m, Settings{}, nil).Product(table.Record{Line: 1, Values: values})
		if fault != nil {
			return
		}
		if err := p.Validate(); err != nil {
			t.Errorf("product is not valid: %v", err)
		}
		again, _, _ := NewReader(m, Settings{}, nil).Product(table.Record{Line: 2, Values: values})
		if diff := cmp.Diff(p, again); diff != "" {
			t.Errorf("second conversion of the same row differs (-first +second):\n%s", diff)
		}
		if !p.ListPrice.IsZero() && p.ListPrice.Amount <= p.Price.Amount {
			t.Errorf("list price %v is not above price %v", p.ListPrice, p.Price)
		}
	})
}
