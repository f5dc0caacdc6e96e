package importer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
)

// fill returns n rows, from a format with the row's number.
func fill(n int, format string) (rows []string) {
	for i := range n {
		rows = append(rows, strings.ReplaceAll(format, "#", fmt.Sprint(i)))
	}
	return rows
}

func TestConcerns(t *testing.T) {
	const header = "id,name,category,price_usd,image,item_group_id,availability"
	good := slices.Clip(fill(20, "p#,product #,shoes #,1#,https://x.test/#.jpg,,in stock"))
	tests := []struct {
		name string
		rows []string
		want []string
	}{
		{"nothing", good, nil},
		{"a price far above", append(good, "q,gold,shoes,90000,https://x.test/q.jpg,,"), []string{"1 price far above the usual price of about", "line 22: 90000.00 USD"}},
		{"prices far below", append(good, "q,a,b,0.01,https://x.test/q.jpg,,", "r,c,d,0.02,https://x.test/r.jpg,,"), []string{"2 prices far below", "line 22: 0.01 USD"}},
		{"one category", fill(20, "p#,product #,simple,1#,https://x.test/#.jpg,,"), []string{`all 20 products have the category "simple"`}},
		{"one title", append(good, fill(10, "t#,T-shirt,tops,12,https://x.test/t#.jpg,,")...), []string{`10 products have the title "T-shirt" (the first is on line 22)`}},
		{"variants", append(good, fill(10, "t#,T-shirt,tops,12,https://x.test/t#.jpg,g,")...), nil},
		{"one image", fill(20, "p#,product #,shoes #,1#,https://x.test/logo.png,,"), []string{`all 20 images are "https://x.test/logo.png"`}},
		{"no image and price", fill(20, "p#,product #,shoes #,,,,"), []string{"no product has a price", "no product has an image"}},
		{"titles of digits", fill(20, "p#,12#,shoes #,1#,https://x.test/#.jpg,,"), []string{"no product has a title with letters"}},
		{"all sold out", fill(20, "p#,product #,shoes #,1#,https://x.test/#.jpg,,out of stock"), []string{"no product can be bought"}},
		{"one problem", append(good, fill(9, "r#,,,,,,")...), []string{"9 of 29 rows have the same problem: title is empty (line 22"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := Bytes("x.csv", []byte(header+"\n"+strings.Join(tt.rows, "\n")+"\n"))
			preview, err := Check(t.Context(), src, Options{}, nil)
			got := strings.Join(preview.Concerns, "\n")
			if err != nil || (got == "") != (len(tt.want) == 0) {
				t.Errorf("concerns = %q, %v, want %q", got, err, tt.want)
			}
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("concerns = %q, want %q", got, want)
				}
			}
		})
	}
}

func TestPriceText(t *testing.T) {
	for want, m := range map[string]catalog.Money{
		"12.50 EUR": {Amount: 1250, Currency: "EUR"}, "0.05 USD": {Amount: 5, Currency: "USD"}, "500 JPY": {Amount: 500, Currency: "JPY"},
		"0.00 EUR": {Currency: "EUR"}, "1.234 KWD": {Amount: 1234, Currency: "KWD"}, "": {},
	} {
		if got := price(m); got != want {
			t.Errorf("price(%v) = %q, want %q", m, got, want)
		}
	}
}
