package row

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
)

// TestFields reads one row of an unknown table. Columns are separated by semicolons.
func TestFields(t *testing.T) {
	tests := []struct{ header, row, want string }{
		{"availability", "in stock", "stock=in_stock"},
		{"availability", "https://schema.org/SoldOut", "stock=out_of_stock"},
		{"availability", "PreOrder", "stock=preorder"},
		{"availability", "on backorder", "stock=backorder"},
		{"availability", "available for order", "stock=backorder"},
		{"availability", "Discontinued", "stock=discontinued"},
		{"availability", "limited_availability", "stock=in_stock"},
		{"in stock?", "no", "stock=out_of_stock"},
		{"Verfügbarkeit", "sofort lieferbar", "stock=in_stock"},
		{"Disponibilité", "Rupture de stock", "stock=out_of_stock"},
		{"availability", "0", "stock=out_of_stock"},
		{"stock", "12.0", "stock=in_stock"},
		{"stock", "-2", "stock=out_of_stock"},
		{"stock", "unlimited", "stock=in_stock"},
		{"stock;allow backorders", "0;yes", "stock=backorder"},
		{"availability;stock", ";0", "stock=out_of_stock"},
		{"status", "sold out", "stock=out_of_stock"},
		{"status", "Draft", "state=draft"},
		{"status", "archived", "state=hidden"},
		{"active", "0", "state=hidden"},
		{"active;status", "1;active", ""},
		{"visible", "FALSE", "state=hidden"},
		{"visibility", "Not Visible Individually", "state=hidden"},
		{"hidden", "yes", "state=hidden"},
		{"hidden", "no", ""},
		{"is draft", "true", "state=draft"},
		{"adult", "yes", "adult=yes"},
		{"adult", "no", ""},
		{"gender;age group", "Women's;adults", "gender=female | age=adult"},
		{"gender", "Boys", "gender=male | age=kids"},
		{"gender", "Men/Women", "gender=unisex"},
		{"condition", "https://schema.org/RefurbishedCondition", "condition=refurbished"},
		{"condition", "Used - Like New", "condition=used"},
		{"type", "variable", ""},
		{"type", "Chairs", "in=Chairs"},
		{"category", "187", ""},
		{"size;material;barcode;mpn;sku", "M;Wool;4006381333931;A-1;S-1", "size=M | material=Wool | gtin=4006381333931 | mpn=A-1"},
		{"option1 name;option1 value;option2 name;option2 value", "Farbe;Rot;Länge;2 m", "color=Rot | Länge=2 m"},
		{"image;additional images", "https://img.example/1.jpg;https://img.example/2.jpg, https://img.example/3.jpg", "image=1.jpg,2.jpg,3.jpg"},
		{"image 1;image 2;image 3", "https://img.example/1.jpg;;https://img.example/3.jpg", "image=1.jpg,3.jpg"},
		{"price_usd;sale price", "10;8", "price=1000 USD | sale=800 USD"},
		{"price_usd;sale price;sale start date;sale end date", "10;8;2021-01-01;31.01.2021", "price=1000 USD | sale=800 USD | from=2021-01-01T00:00/2021-02-01T00:00"},
		{"price_usd;sale price;sale end date", "10;8;soon", "price=1000 USD"},
		{"price_usd;sale price;sale end date", "10;8;", "price=1000 USD | sale=800 USD"},
		{"price_usd;sale price", "10;12", "price=1000 USD"},
		{"price;sale price", "10 $;8", "price=1000 USD | sale=800 USD"},
		{"price_usd;discount percent;discount from;discount to", "10;20;2021-01-01;2021-02-01T12:00Z", "price=1000 USD | sale=800 USD | from=2021-01-01T00:00/2021-02-01T12:00"},
		{"price_usd;discount amount;discount to", "10;2.50;2021-02-01", "price=1000 USD | sale=750 USD | from=0001-01-01T00:00/2021-02-02T00:00"},
		{"price_usd;discount", "10;20%", "price=800 USD | list=1000 USD"},
		{"price_usd;discount", "10;20", "price=1000 USD"},
		{"price_usd;mrp;discount percent", "10;12;20", "price=800 USD | list=1200 USD"},
		{"cost_usd", "5", ""},
		{"wholesale price usd;price usd", "5;10", "price=1000 USD"},
		{"wholesale price usd", "5", ""},
		{"purchase price usd;map price usd;minimum price usd;unit price usd;dealer price usd;cost price usd", "1;2;3;4;5;6", ""},
		{"Einkaufspreis EUR;Verkaufspreis EUR;Grundpreis EUR", "1;2;3", "price=200 EUR"},
		{"Prix d'achat EUR;Prix HT EUR;Prix TTC EUR", "1;2;3", "price=300 EUR"},
		{"price net eur;price gross eur", "8;10", "price=1000 EUR"},
		{"price_ex_vat_gbp;price_inc_vat_gbp", "8;10", "price=1000 GBP"},
		{"price eur excluding tax;price eur", "8;10", "price=1000 EUR"},
		{"price eur excl tax", "8", "price=800 EUR"},
	}
	for _, tt := range tests {
		p, warnings := one(t, "title;"+tt.header+"\nx;"+tt.row+"\n", Settings{})
		_, got, _ := strings.Cut(brief(p)+" | ", " | x | ")
		if diff := cmp.Diff(tt.want, strings.TrimSuffix(got, " | ")); diff != "" {
			t.Errorf("%s = %s: fields differ (-want +got):\n%s\nwarnings %q", tt.header, tt.row, diff, warnings)
		}
	}
}

func TestZeroIsFree(t *testing.T) {
	p, warnings := one(t, "title,price_usd\nx,0\n", Settings{ZeroIsFree: true})
	if want := (catalog.Money{Currency: "USD"}); p.Price != want || warnings != nil {
		t.Errorf("price of 0 = %v, warnings %q, want free", p.Price, warnings)
	}
}
