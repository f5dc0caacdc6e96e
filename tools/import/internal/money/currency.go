package money

import (
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"shopfyp.dev/shared/catalog"
)

// signs maps currency signs and names to currencies. If several currencies share a sign,
// the first is the default. A first element of "" means that the sign has no default.
var signs = map[string][]string{
	"$": {"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "JMD", "TTD", "BBD", "BSD", "FJD", "NAD", "XCD"},
	"£": {"GBP", "EGP", "GIP", "FKP", "SHP"}, "€": {"EUR"}, "euro": {"EUR"}, "euros": {"EUR"}, "eur.": {"EUR"},
	"₹": {"INR"}, "rs": {"INR", "PKR", "LKR", "NPR", "MUR"}, "rs.": {"INR", "PKR", "LKR", "NPR", "MUR"}, "₨": {"", "INR", "PKR", "LKR", "NPR", "MUR"},
	"¥": {"JPY", "CNY"}, "￥": {"JPY", "CNY"}, "円": {"JPY"}, "元": {"CNY"}, "rmb": {"CNY"}, "cn¥": {"CNY"}, "jp¥": {"JPY"},
	"us$": {"USD"}, "u$": {"USD"}, "u$s": {"USD"}, "a$": {"AUD"}, "au$": {"AUD"}, "c$": {"CAD"}, "ca$": {"CAD"}, "can$": {"CAD"}, "nz$": {"NZD"},
	"s$": {"SGD"}, "sg$": {"SGD"}, "hk$": {"HKD"}, "nt$": {"TWD"}, "mx$": {"MXN"}, "mex$": {"MXN"}, "r$": {"BRL"}, "ar$": {"ARS"},
	"col$": {"COP"}, "rd$": {"DOP"}, "j$": {"JMD"}, "tt$": {"TTD"}, "bds$": {"BBD"}, "fj$": {"FJD"}, "n$": {"NAD"}, "clp$": {"CLP"}, "$u": {"UYU"},
	"kr": {"", "SEK", "NOK", "DKK", "ISK"}, "kr.": {"", "SEK", "NOK", "DKK", "ISK"},
	"fr.": {"CHF"}, "sfr.": {"CHF"}, "zł": {"PLN"}, "zl": {"PLN"}, "kč": {"CZK"}, "ft": {"HUF"}, "lei": {"RON"}, "лв": {"BGN"}, "лв.": {"BGN"},
	"₽": {"RUB"}, "руб.": {"RUB"}, "руб": {"RUB"}, "р.": {"RUB"}, "₴": {"UAH"}, "грн": {"UAH"}, "грн.": {"UAH"}, "₸": {"KZT"}, "₼": {"AZN"}, "₾": {"GEL"}, "֏": {"AMD"},
	"₺": {"TRY"}, "tl": {"TRY"}, "₪": {"ILS"}, "dhs": {"AED"}, "dhs.": {"AED"}, "د.إ": {"AED"}, "ر.س": {"SAR"}, "د.ك": {"KWD"}, "ج.م": {"EGP"},
	"r": {"ZAR"}, "ksh": {"KES"}, "ksh.": {"KES"}, "kshs": {"KES"}, "kshs.": {"KES"}, "tsh": {"TZS"}, "ush": {"UGX"}, "₦": {"NGN"}, "gh₵": {"GHS"}, "₵": {"GHS"}, "fcfa": {"", "XOF", "XAF"}, "cfa": {"", "XOF", "XAF"},
	"s/": {"PEN"}, "s/.": {"PEN"}, "₡": {"CRC"}, "₲": {"PYG"}, "bs": {"BOB"}, "bs.": {"BOB"}, "b/.": {"PAB"},
	"₩": {"KRW"}, "원": {"KRW"}, "₱": {"PHP"}, "₫": {"VND"}, "đ": {"VND"}, "฿": {"THB"}, "บาท": {"THB"}, "₭": {"LAK"}, "៛": {"KHR"},
	"rp": {"IDR"}, "rp.": {"IDR"}, "rm": {"MYR"}, "৳": {"BDT"}, "रु": {"INR"}, "रु.": {"INR"},
}

// Currency returns the ISO 4217 code for a code or sign such as "usd", "₹" or "Rs.".
// If several currencies share the sign and among is one of them, the result is among.
// Otherwise the result is the default of the sign. Without a default, Currency returns ""
// and true if among is "", and false if not. It also returns false for an unknown sign.
func Currency(sign, among string) (string, bool) {
	sign = strings.ToLower(strings.Join(strings.Fields(sign), ""))
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

// pointGroups reports whether "1.299" means 1299 in the currency.
func pointGroups(code string) bool {
	switch code {
	case "EUR", "BRL", "ARS", "COP", "TRY", "IDR", "DKK", "NOK", "SEK", "PLN", "CZK", "HUF", "RON", "RUB", "UAH":
		return true
	}
	return code != "" && catalog.MinorDigits(code) == 0
}
