package money

import (
	"errors"
	"testing"

	"shopfyp.dev/shared/catalog"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text, currency string
		amount         int64
		want           string
	}{
		{"₹32,999", "", 3299900, "INR"},
		{"₹1,05,990.50", "", 10599050, "INR"},
		{"Rs. 499/-", "", 49900, "INR"},
		{"Rs.499", "", 49900, "INR"},
		{"Rs. 499", "PKR", 49900, "PKR"},
		{"MRP: ₹1,299", "", 129900, "INR"},
		{"9.99", "USD", 999, "USD"},
		{"9,99", "USD", 999, "USD"},
		{"$.99", "", 99, "USD"},
		{"$5", "AUD", 500, "AUD"},
		{"$5", "EUR", 500, "USD"},
		{"US$ 1,299.00", "CAD", 129900, "USD"},
		{"usd 5", "", 500, "USD"},
		{"5 EUR", "USD", 500, "EUR"},
		{"£16.99 - £24.99", "", 1699, "GBP"},
		{"16.99-24.99", "GBP", 1699, "GBP"},
		{"£24.99 – 16.99", "", 1699, "GBP"},
		{"16.99 to £24.99", "", 1699, "GBP"},
		{"1.299,00 €", "", 129900, "EUR"},
		{"€ 1.299", "", 129900, "EUR"},
		{"1 299,00 €", "", 129900, "EUR"},
		{"1\u202f299 €", "", 129900, "EUR"},
		{"CHF 1’299.–", "", 129900, "CHF"},
		{"49,- €", "", 4900, "EUR"},
		{"1.299.000 ₫", "", 1299000, "VND"},
		{"1.299", "USD", 130, "USD"},
		{"1,299", "USD", 129900, "USD"},
		{"0.999", "EUR", 100, "EUR"},
		{"¥1,299", "", 1299, "JPY"},
		{"¥1,299", "CNY", 129900, "CNY"},
		{"1299.5", "JPY", 1300, "JPY"},
		{"1.2345", "KWD", 1235, "KWD"},
		{"12.995", "USD", 1300, "USD"},
		{"0", "USD", 0, "USD"},
		{"199 kr", "SEK", 19900, "SEK"},
		{"1 299:-", "SEK", 129900, "SEK"},
		{"$15.00 CAD", "", 1500, "CAD"},
		{"$15.00 CAD", "USD", 1500, "CAD"},
		{"US$15 USD", "", 1500, "USD"},
		{"CA$15.00", "", 1500, "CAD"},
		{"C $15.00", "", 1500, "CAD"},
		{"R1,299.00", "", 129900, "ZAR"},
		{"R 1 299.00", "", 129900, "ZAR"},
		{"1299,9 €", "", 129990, "EUR"},
		{"1.299,- €", "", 129900, "EUR"},
		{"ab 12,99 €", "", 1299, "EUR"},
		{"AB: € 12,99", "", 1299, "EUR"},
		{"à partir de 12,99 €", "", 1299, "EUR"},
		{"desde 12,99 €", "", 1299, "EUR"},
		{"from$5", "", 500, "USD"},
		{"19.99 €/Stk", "", 1999, "EUR"},
		{"19.99 € / Stück", "", 1999, "EUR"},
		{"19.99 € pro Stück", "", 1999, "EUR"},
		{"19,99 €*", "", 1999, "EUR"},
		{"19,99 € inkl. MwSt.", "", 1999, "EUR"},
		{"19,99 € (incl. VAT)", "", 1999, "EUR"},
		{"19,99 € TTC", "", 1999, "EUR"},
		{"£12.50 each", "", 1250, "GBP"},
		{"£12.50 per item", "", 1250, "GBP"},
		{"R$ 5.499,00", "", 549900, "BRL"},
		{"R$ 5.499,00 (promo)", "", 549900, "BRL"},
		{"1,29,900.00", "INR", 12990000, "INR"},
		{"CHF 1'299.–", "", 129900, "CHF"},
		{"KSh 1,299", "", 129900, "KES"},
		{"S/ 49.90", "", 4990, "PEN"},
		{"S/. 49.90", "", 4990, "PEN"},
		{"￥１，２９９", "", 1299, "JPY"},
		{"only £5", "", 500, "GBP"},
	}
	for _, tt := range tests {
		want := catalog.Money{Amount: tt.amount, Currency: tt.want}
		if got, err := Parse(tt.text, tt.currency); err != nil || got != want {
			t.Errorf("Parse(%q, %q) = %v, %v, want %v", tt.text, tt.currency, got, err, want)
		}
	}
}

func TestParseOffer(t *testing.T) {
	tests := []struct {
		text, currency string
		price, list    int64
		want           string
	}{
		{"$19.99 (was $29.99)", "", 1999, 2999, "USD"},
		{"$19.99 was 29.99", "", 1999, 2999, "USD"},
		{"19.99 (was $29.99)", "", 1999, 2999, "USD"},
		{"Was £29.99, now £19.99", "", 1999, 2999, "GBP"},
		{"de 89,90 por 49,90", "BRL", 4990, 8990, "BRL"},
		{"De R$ 89,90 por R$ 49,90", "", 4990, 8990, "BRL"},
		{"de R$ 1.289,90 por 949,90", "", 94990, 128990, "BRL"},
		{"statt 29,99 € nur 19,99 €", "", 1999, 2999, "EUR"},
		{"19,99 € statt 29,99 €", "", 1999, 2999, "EUR"},
		{"19,99 € (UVP: 29,99 €)", "", 1999, 2999, "EUR"},
		{"van 29,99 voor 19,99", "EUR", 1999, 2999, "EUR"},
		{"$19.99 (was a lot)", "", 1999, 0, "USD"},
		{"$19.99", "", 1999, 0, "USD"},
	}
	for _, tt := range tests {
		price, list, err := ParseOffer(tt.text, tt.currency)
		want, wantList := catalog.Money{Amount: tt.price, Currency: tt.want}, catalog.Money{}
		if tt.list > 0 {
			wantList = catalog.Money{Amount: tt.list, Currency: tt.want}
		}
		if err != nil || price != want || list != wantList {
			t.Errorf("ParseOffer(%q, %q) = %v, %v, %v, want %v, %v", tt.text, tt.currency, price, list, err, want, wantList)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		text, currency string
		want           error
	}{
		{"", "USD", ErrNotMoney},
		{"Only 2 left in stock.", "USD", ErrNotMoney},
		{"FREE", "USD", ErrNotMoney},
		{"-5", "USD", ErrNotMoney},
		{"$-5.00", "", ErrNotMoney},
		{"(5.00)", "USD", ErrNotMoney},
		{"1,2.3,4", "USD", ErrNotMoney},
		{"1,23", "", ErrNoCurrency},
		{"1234,567", "", ErrNoCurrency}, // the comma is a decimal comma
		{"1,2,345", "USD", ErrNotMoney},
		{"2 for $5", "", ErrNotMoney},
		{"3/$10", "", ErrNotMoney},
		{"3 x 10 €", "", ErrNotMoney},
		{"10 € + 5 € shipping", "", ErrNotMoney},
		{"$5 off", "", ErrNotMoney},
		{"3,20 €/kg", "", ErrNotMoney},
		{"25.00 € excl. VAT", "", ErrNotMoney},
		{"$5 EUR", "", ErrNotMoney},
		{"20 %", "USD", ErrNotMoney},
		{"2023-01-05", "USD", ErrNotMoney},
		{"$5 - €6", "", ErrNotMoney},
		{"€5 $", "", ErrNotMoney},
		{"9.99", "", ErrNoCurrency},
		{"5 kr", "", ErrNoCurrency},
		{"5 kr", "EUR", ErrNotMoney},
		{"99999999999999999999", "USD", ErrNotMoney},
		{"9000000000000000", "USD", ErrNotMoney},
		{"NaN", "USD", ErrNotMoney},
		{"٣٤", "USD", ErrNotMoney},
	}
	for _, tt := range tests {
		if got, err := Parse(tt.text, tt.currency); !errors.Is(err, tt.want) || !got.IsZero() {
			t.Errorf("Parse(%q, %q) = %v, %v, want no money and %v", tt.text, tt.currency, got, err, tt.want)
		}
	}
}

func TestParseDecimal(t *testing.T) {
	tests := []struct {
		number, currency string
		amount           int64
		err              error
	}{
		{"1299.5", "USD", 129950, nil},
		{"1.299", "EUR", 130, nil},
		{"19.989999999999998", "USD", 1999, nil},
		{"1e3", "JPY", 1000, nil},
		{"20", "", 0, ErrNoCurrency},
		{"-1", "USD", 0, ErrNotMoney},
		{"-0.001", "USD", 0, ErrNotMoney},
		{"1e300", "USD", 0, ErrNotMoney},
		{"Inf", "USD", 0, ErrNotMoney},
		{"NaN", "USD", 0, ErrNotMoney},
		{"0x10", "USD", 0, ErrNotMoney},
	}
	for _, tt := range tests {
		got, err := ParseDecimal(tt.number, tt.currency)
		if got.Amount != tt.amount || !errors.Is(err, tt.err) {
			t.Errorf("ParseDecimal(%q, %q) = %v, %v, want %d, %v", tt.number, tt.currency, got, err, tt.amount, tt.err)
		}
	}
}

func TestParseMinor(t *testing.T) {
	tests := []struct {
		number, currency string
		amount           int64
		err              error
	}{
		{"8299", "USD", 8299, nil},
		{"0", "USD", 0, nil},
		{"82.99", "USD", 0, ErrNotMoney},
		{"-1", "USD", 0, ErrNotMoney},
		{"9223372036854775807", "USD", 0, ErrNotMoney},
		{"5", "", 0, ErrNoCurrency},
	}
	for _, tt := range tests {
		got, err := ParseMinor(tt.number, tt.currency)
		if got.Amount != tt.amount || !errors.Is(err, tt.err) {
			t.Errorf("ParseMinor(%q, %q) = %v, %v, want %d, %v", tt.number, tt.currency, got, err, tt.amount, tt.err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"₹32,999", "£16.99 - £24.99", "1.299,00 €", "Rs. 499/-", "$.99", "¥1,299", "--", "-.", "1'2,3.4"} {
		f.Add(s, "USD")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, text, currency string) {
		if currency != "" && (catalog.Money{Amount: 1, Currency: currency}).Validate() != nil {
			t.Skip("not a currency")
		}
		for _, parse := range []func(string, string) (catalog.Money, error){Parse, ParseDecimal, ParseMinor} {
			m, err := parse(text, currency)
			switch {
			case err == nil && (m.IsZero() || m.Validate() != nil):
				t.Errorf("parsing %q with currency %q = %v without an error, want a valid amount", text, currency, m)
			case err != nil && !errors.Is(err, ErrNotMoney) && !errors.Is(err, ErrNoCurrency):
				t.Errorf("parsing %q with currency %q = %v, want an error that wraps a sentinel", text, currency, err)
			}
		}
	})
}
