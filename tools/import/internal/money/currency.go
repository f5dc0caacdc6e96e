package money

import (
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"shopfyp.dev/shared/catalog"
)

// signs are the ways a currency is written besides its code. A sign that several share
// lists them all, the one it means on its own first; "" there says that it means none.
var signs = map[string][]string{
	"$": {"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"},
	"£": {"GBP"}, "€": {"EUR"}, "euro": {"EUR"}, "eur.": {"EUR"},
	"₹": {"INR"}, "rs": {"INR", "PKR", "LKR", "NPR"}, "rs.": {"INR", "PKR", "LKR", "NPR"},
	"¥": {"JPY", "CNY"}, "￥": {"JPY", "CNY"}, "円": {"JPY"}, "元": {"CNY"}, "rmb": {"CNY"},
	"us$": {"USD"}, "a$": {"AUD"}, "au$": {"AUD"}, "c$": {"CAD"}, "ca$": {"CAD"}, "nz$": {"NZD"},
	"s$": {"SGD"}, "hk$": {"HKD"}, "nt$": {"TWD"}, "mx$": {"MXN"}, "r$": {"BRL"},
	"kr": {"", "SEK", "NOK", "DKK", "ISK"}, "kr.": {"", "SEK", "NOK", "DKK", "ISK"},
	"fr.": {"CHF"}, "sfr.": {"CHF"}, "zł": {"PLN"}, "kč": {"CZK"}, "ft": {"HUF"}, "lei": {"RON"},
	"₽": {"RUB"}, "руб.": {"RUB"}, "₴": {"UAH"}, "₺": {"TRY"}, "tl": {"TRY"}, "₪": {"ILS"},
	"₩": {"KRW"}, "원": {"KRW"}, "₱": {"PHP"}, "₫": {"VND"}, "đ": {"VND"}, "฿": {"THB"},
	"rp": {"IDR"}, "rp.": {"IDR"}, "rm": {"MYR"}, "₦": {"NGN"}, "৳": {"BDT"},
}

// Currency returns the ISO 4217 code of a currency's code or sign: "usd", "₹", "Rs.".
// A sign that several currencies share means among, where among is one of them; one that
// means none of them on its own gives "" when among is "", and is not ok with any other.
func Currency(sign, among string) (string, bool) {
	sign = strings.ToLower(strings.TrimSpace(sign))
	if shared, ok := signs[sign]; ok {
		if slices.Contains(shared, among) {
			return among, true
		}
		return shared[0], shared[0] != ""
	}
	unit, err := currency.ParseISO(sign)
	if err != nil || len(sign) != 3 {
		return "", false
	}
	return unit.String(), true
}

// pointGroups reports whether "1.299" of a currency reads as one thousand two hundred and ninety-nine.
func pointGroups(code string) bool {
	switch code {
	case "EUR", "BRL", "ARS", "COP", "TRY", "IDR", "DKK", "NOK", "SEK", "PLN", "CZK", "HUF", "RON", "RUB", "UAH":
		return true
	}
	return code != "" && catalog.MinorDigits(code) == 0
}
