package query

// Patterns of currencies, before and after a number: "$1,200", "hk$ 300", "30 pounds", "19.99 eur", "50$".
const (
	signs = `[$£€₹¥₱₩₺₽฿₫₦₪]`
	codes = `usd|gbp|eur|inr|php|cad|aud|nzd|sgd|hkd|twd|jpy|cny|krw|chf|mxn|aed|sar|sek|nok|dkk|pln|thb|idr|myr|vnd|ngn|ils|brl|czk|huf|zar`

	beforePattern = `(?:((?:us|au?|ca?|nz|hk|sg?|nt|mx)\$|` + signs + `|(?:` + codes + `)\b|rs\b\.?)\s?)?`
	afterPattern  = `(?:[\s-]?((?:us|au?|ca?|nz|hk|sg?|nt|mx)\$|` + signs + `|(?:(?:us |american |canadian |australian |singapore |hong kong )?dollars?|bucks|pounds|quid|euros?|rupees?|rs|pesos?|yen|yuan|won|francs?|` + codes + `)\b))?`
)

// currencies maps a currency word to its possible codes, the default first.
var currencies = map[string][]string{
	"$": dollars, "dollar": dollars, "bucks": dollars, "usd": {"USD"}, "us$": {"USD"},
	"a$": {"AUD"}, "au$": {"AUD"}, "aud": {"AUD"}, "c$": {"CAD"}, "ca$": {"CAD"}, "cad": {"CAD"}, "nz$": {"NZD"}, "nzd": {"NZD"},
	"hk$": {"HKD"}, "hkd": {"HKD"}, "s$": {"SGD"}, "sg$": {"SGD"}, "sgd": {"SGD"}, "nt$": {"TWD"}, "twd": {"TWD"}, "mx$": {"MXN"}, "mxn": {"MXN"},
	"£": {"GBP"}, "pound": {"GBP"}, "quid": {"GBP"}, "gbp": {"GBP"}, "€": {"EUR"}, "euro": {"EUR"}, "eur": {"EUR"},
	"₹": rupees, "rupee": rupees, "rs": rupees, "inr": {"INR"}, "₱": {"PHP"}, "php": {"PHP"}, "peso": {"PHP", "MXN", "ARS", "CLP", "COP"},
	"¥": {"JPY", "CNY"}, "yen": {"JPY"}, "jpy": {"JPY"}, "yuan": {"CNY"}, "cny": {"CNY"}, "₩": {"KRW"}, "won": {"KRW"}, "krw": {"KRW"},
	"chf": {"CHF"}, "franc": {"CHF"}, "us dollar": {"USD"}, "american dollar": {"USD"}, "canadian dollar": {"CAD"}, "australian dollar": {"AUD"},
	"singapore dollar": {"SGD"}, "hong kong dollar": {"HKD"},
	"₺": {"TRY"}, "₽": {"RUB"}, "฿": {"THB"}, "thb": {"THB"}, "₫": {"VND"}, "vnd": {"VND"}, "₦": {"NGN"}, "ngn": {"NGN"}, "₪": {"ILS"}, "ils": {"ILS"},
	"aed": {"AED"}, "sar": {"SAR"}, "sek": {"SEK"}, "nok": {"NOK"}, "dkk": {"DKK"}, "pln": {"PLN"}, "idr": {"IDR"}, "myr": {"MYR"}, "brl": {"BRL"},
	"czk": {"CZK"}, "huf": {"HUF"}, "zar": {"ZAR"},
}

var (
	dollars = []string{"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD"}
	rupees  = []string{"INR", "PKR", "LKR", "NPR"}
)
