package query_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// filters returns the filters of a query in a shop that sells in currency.
func filters(text, currency string) query.Filters {
	p := query.Parse(text)
	return p.Filters(currency)
}

func money(amount int64, currency string) catalog.Money {
	return catalog.Money{Amount: amount, Currency: currency}
}

// TestParseFilters has phrases that each rule must find and phrases that it must ignore. The shop sells in GBP.
func TestParseFilters(t *testing.T) {
	usd := func(amount int64) catalog.Money { return money(amount, "USD") }
	gbp := func(amount int64) catalog.Money { return money(amount, "GBP") }
	tests := []struct {
		text string
		want query.Filters
	}{
		{"bluetooth speaker", query.Filters{}},

		// Prices.
		{"speaker under $50", query.Filters{MaxPrice: usd(5000)}},
		{"remote control helicopter for less than 30 pounds", query.Filters{MaxPrice: gbp(3000)}},
		{"a lamp, below €19.99 please", query.Filters{MaxPrice: money(1999, "EUR")}},
		{"laptop up to 1,200 dollars", query.Filters{MaxPrice: usd(120000)}},
		{"headphones, my budget is 40 euros", query.Filters{MaxPrice: money(4000, "EUR")}},
		{"kettle £25 or less", query.Filters{MaxPrice: gbp(2500)}},
		{"saree under rs. 900", query.Filters{MaxPrice: money(90000, "INR")}},
		{"anime figure under 5000 yen", query.Filters{MaxPrice: money(5000, "JPY")}},
		{"a toner that costs over 98 pesos", query.Filters{MinPrice: money(9800, "PHP")}},
		{"watch $200 or more", query.Filters{MinPrice: usd(20000)}},
		{"gift between $20 and $40", query.Filters{MinPrice: usd(2000), MaxPrice: usd(4000)}},
		{"gift between 20 and 40", query.Filters{MinPrice: gbp(2000), MaxPrice: gbp(4000)}},
		{"barbell bar priced from 73 to 351 pesos", query.Filters{MinPrice: money(7300, "PHP"), MaxPrice: money(35100, "PHP")}},
		{"scarf 20-40 dollars", query.Filters{MinPrice: usd(2000), MaxPrice: usd(4000)}},
		{"shoes over 20 but under 60 quid", query.Filters{MaxPrice: gbp(6000)}},
		{"a gift under 20", query.Filters{MaxPrice: gbp(2000)}},
		{"puzzle under 20 for a rainy day", query.Filters{MaxPrice: gbp(2000)}},
		{"a toy under 20 pieces", query.Filters{}},
		{"a game for kids under 5", query.Filters{Recipient: "kids"}},
		{"sandals under size 7", query.Filters{}},
		{"curtains between 20 and 24 inches wide", query.Filters{}},
		{"a 3-4 pound bag of raisins", query.Filters{}},
		{"kettlebell that weighs less than 30 pounds", query.Filters{}},
		{"jersey of a team from 1993 to 1997", query.Filters{}},
		{"bottle under 500ml", query.Filters{}},

		// Exclusions.
		{"white desk chair without wheels", query.Filters{Exclusions: []string{"wheels"}, Colors: []string{"white"}}},
		{"dress with no lace", query.Filters{Exclusions: []string{"lace"}}},
		{"dinner dress, no lace please", query.Filters{Exclusions: []string{"lace"}}},
		{"sugar free gum", query.Filters{Exclusions: []string{"sugar"}}},
		{"gluten-free and nut free bars", query.Filters{Exclusions: []string{"gluten", "nut"}}},
		{"kit without led lamp", query.Filters{Exclusions: []string{"led lamp"}}},
		{"snacks that have no artificial flavors", query.Filters{Exclusions: []string{"artificial flavors"}}},
		{"a bottle that does not contain any bpa", query.Filters{Exclusions: []string{"bpa"}}},
		{"shampoo free of parabens", query.Filters{Exclusions: []string{"parabens"}}},
		{"non dairy creamer", query.Filters{Exclusions: []string{"dairy"}}},
		{"a computer with no ram, no ssd", query.Filters{Exclusions: []string{"ram", "ssd"}}},
		{"non slip shoes with no slip soles", query.Filters{}},
		{"no show socks", query.Filters{}},
		{"hands free headset with free shipping", query.Filters{}},
		{"watch the game not your phone", query.Filters{}},
		{"listen without prejudice", query.Filters{}},
		{"sandals size no 9", query.Filters{}},
		{"an alarm, no problem if used", query.Filters{}},

		// Recipients.
		{"I want to buy shoes for my 10-year-old son who likes Ben 10", query.Filters{Recipient: "son", Age: 10}},
		{"my daughter needs a pretty dress", query.Filters{Recipient: "daughter"}},
		{"shoes my husband can wear", query.Filters{Recipient: "husband"}},
		{"running shoes for a woman who jogs", query.Filters{Recipient: "women"}},
		{"cuddly dog for a toddler", query.Filters{Recipient: "toddler"}},
		{"a gift for my little brother", query.Filters{Recipient: "brother"}},
		{"women's office shoes", query.Filters{Recipient: "women"}},
		{"mens socks", query.Filters{Recipient: "men"}},
		{"tank top plus size women", query.Filters{Recipient: "women"}},
		{"birthday cake for a 5 year old boy", query.Filters{Recipient: "boys", Age: 5}},
		{"toys, 8 years old", query.Filters{Recipient: "kids", Age: 8}},
		{"toppers for baby shower", query.Filters{}},
		{"woman sculpture", query.Filters{}},
		{"mother's love candle", query.Filters{}},
		{"iron man figure", query.Filters{}},

		// Colors.
		{"christmas ornaments red and silver", query.Filters{Colors: []string{"red", "silver"}}},
		{"a gold coloured wrist watch", query.Filters{Colors: []string{"gold"}}},
		{"sofa in olive", query.Filters{Colors: []string{"olive"}}},
		{"wine color sweater", query.Filters{Colors: []string{"wine"}}},
		{"gray rug", query.Filters{Colors: []string{"grey"}}},
		{"green tea", query.Filters{}},
		{"fruit covered in chocolate", query.Filters{}},
		{"lavender scent candle", query.Filters{}},
		{"ice cream maker", query.Filters{}},
		{"dress without black", query.Filters{Exclusions: []string{"black"}}},
	}
	for _, tt := range tests {
		got := filters(tt.text, "GBP")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestParseWords(t *testing.T) {
	tests := []struct{ text, want string }{
		{"White desk chair without wheels under $50", "white desk chair"},
		{"dress with no lace for my wife", "dress for my wife"},
		{"sugar free gum between 2 and 4 dollars", "gum"},
		{"black shoes", "black shoes"},
	}
	for _, tt := range tests {
		if got := wordsOf(query.Parse(tt.text)); got != tt.want {
			t.Errorf("Parse(%q).Words = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// wordsOf returns the search words, separated by single spaces.
func wordsOf(p query.Parsed) string { return strings.Join(strings.Fields(p.Words), " ") }

// TestExclusionKeepsTheProduct checks that the search words keep the product and lose only the excluded thing.
func TestExclusionKeepsTheProduct(t *testing.T) {
	tests := []struct {
		text, exclusions, words string // exclusions joined by "|"
	}{
		// The product follows the exclusion.
		{"non leather sofa", "leather", "sofa"},
		{"no leather sofa", "leather", "sofa"},
		{"non-leather corner sofa", "leather", "corner sofa"},
		{"a no leather sofa", "leather", "a sofa"},
		{"i am looking for a no wheels office chair", "wheels", "i am looking for a office chair"},
		{"black no leather sofa", "leather", "black sofa"},
		{"cheap kids no sugar snacks", "sugar", "cheap kids snacks"},
		{"without wheels suitcase", "wheels", "suitcase"},
		{"w/o wheels suitcase", "wheels", "suitcase"},
		{"with no lace dress", "lace", "dress"},
		{"no artificial flavors snacks", "artificial flavors", "snacks"},
		{"no palm oil peanut butter", "palm oil", "peanut butter"},
		{"non dairy creamer", "dairy", "creamer"},
		{"no sugar added ketchup", "sugar", "ketchup"},
		{"no added sugar ketchup", "sugar", "ketchup"},
		{"no salt no sugar crackers", "salt|sugar", "crackers"},
		{"no salt, no sugar crackers", "salt|sugar", ", crackers"},
		{"sugar-free gum", "sugar", "gum"},
		{"sugar free no salt crackers", "sugar|salt", "crackers"},

		// The product precedes the exclusion.
		{"jacket no leather", "leather", "jacket"},
		{"jacket non leather", "leather", "jacket"},
		{"leather jacket no zipper", "zipper", "leather jacket"},
		{"kit without led lamp", "led lamp", "kit"},
		{"tent without ground sheet", "ground sheet", "tent"},
		{"dress with no lace please", "lace", "dress please"},
		{"ketchup no sugar added", "sugar", "ketchup"},
		{"sofa without armrests grey", "armrests", "sofa grey"},
		{"sofa without armrests grey fabric", "armrests", "sofa grey fabric"},
		{"suitcase without wheels large", "wheels", "suitcase large"},
		{"shoes no laces kids", "laces", "shoes kids"},
		{"backpack without wheels 20l", "wheels", "backpack 20l"},
		{"something without chocolate chips", "chocolate chips", "something"},
		{"cookies that have no chocolate chips", "chocolate chips", "cookies that"},

		// The query names no product.
		{"no leather", "leather", ""},
		{"without artificial flavors", "artificial flavors", ""},

		// The query has no exclusion.
		{"no slip bath mat", "", "no slip bath mat"},
		{"shoes size no 9", "", "shoes size no 9"},
		{"rebel without a cause dvd", "", "rebel without a cause dvd"},
		{"no", "", "no"},
		{"sofa without", "", "sofa without"},
	}
	for _, tt := range tests {
		p := query.Parse(tt.text)
		f := p.Filters("USD")
		if got := strings.Join(f.Exclusions, "|"); got != tt.exclusions || wordsOf(p) != tt.words {
			t.Errorf("Parse(%q) excludes %q and leaves %q, want %q and %q", tt.text, got, wordsOf(p), tt.exclusions, tt.words)
		}
	}
}

func TestFiltersResolveCurrencyOfShop(t *testing.T) {
	tests := []struct{ text, shop, want string }{
		{"under $50", "USD", "USD"}, {"under $50", "CAD", "CAD"}, {"under 50 dollars", "AUD", "AUD"}, {"under $50", "INR", "USD"},
		{"under us$50", "CAD", "USD"}, {"under 50 pesos", "MXN", "MXN"}, {"under 50 pesos", "", "PHP"}, {"under 50", "INR", "INR"}, {"under 50", "", "USD"},
	}
	for _, tt := range tests {
		if got := filters("lamp "+tt.text, tt.shop); got.MaxPrice.Currency != tt.want {
			t.Errorf("maximum price of %q in a shop with currency %q = %v, want %s", tt.text, tt.shop, got.MaxPrice, tt.want)
		}
	}
}

func TestPriceFit(t *testing.T) {
	between := query.Filters{MinPrice: money(2000, "EUR"), MaxPrice: money(4000, "EUR")}
	tests := []struct {
		f     query.Filters
		price catalog.Money
		want  query.Fit
	}{
		{query.Filters{}, catalog.Money{}, query.Fits},
		{between, money(2000, "EUR"), query.Fits},
		{between, money(4000, "EUR"), query.Fits},
		{between, money(4001, "EUR"), query.Misses},
		{between, money(1999, "EUR"), query.Misses},
		{between, catalog.Money{}, query.Unknown},
		{between, money(3000, "USD"), query.Unknown},
		{query.Filters{MinPrice: money(2000, "EUR")}, money(1, "EUR"), query.Misses},
		{query.Filters{MaxPrice: money(2000, "EUR")}, money(0, "EUR"), query.Fits},
	}
	for _, tt := range tests {
		if got := tt.f.PriceFit(tt.price); got != tt.want {
			t.Errorf("PriceFit(%v) of %+v = %v, want %v", tt.price, tt.f, got, tt.want)
		}
	}
}

func TestDrop(t *testing.T) {
	all := filters("best rated black dress without lace for my 10 year old daughter between 20 and 40 dollars with at least 4 stars", "USD")
	for _, kind := range query.Kinds {
		if cmp.Diff(all, all.Drop(kind)) == "" {
			t.Errorf("Drop(%s) of %+v drops nothing", kind, all)
		}
	}
	if diff := cmp.Diff(query.Filters{}, all.Drop(query.Kinds...)); diff != "" {
		t.Errorf("Drop of all kinds leaves %s", diff)
	}
}

func TestAttributeFits(t *testing.T) {
	tests := []struct {
		text, title, color string
		category           []string
		other              bool
		colorFit           int
	}{
		{"shoes for my 10-year-old son", "Ben 10 shoes", "", []string{"Boys", "Shoes"}, false, 0},
		{"shoes for my 10-year-old son", "Running shoes", "", []string{"Women", "Shoes"}, true, 0},
		{"shoes for my 10-year-old son", "Running shoes", "", []string{"Men", "Shoes"}, true, 0},
		{"shoes for my son", "Running shoes", "", []string{"Men", "Shoes"}, false, 0},
		{"shoes for my 10-year-old son", "Kids' shoes", "", nil, false, 0},
		{"shoes for my 10-year-old son", "Shoes", "", nil, false, 0},
		{"shoes", "Shoes", "", []string{"Women"}, false, 0},
		{"a watch for my girlfriend", "Unisex watch", "", nil, false, 0},
		{"a watch for my girlfriend", "Men's watch", "", nil, true, 0},
		{"shoes for my daughter", "Running shoes", "", []string{"female", "kids"}, false, 0},
		{"shoes for my 5 year old son", "Running shoes", "", []string{"female", "kids"}, true, 0},
		{"shoes for women", "Running shoes", "", []string{"female", "kids"}, true, 0},
		{"shoes for women", "Running shoes", "", []string{"female", "adult"}, false, 0},
		{"bib for a toddler", "Baby bib", "", nil, false, 0},
		{"pink shoes", "Shoes", "Pink", nil, false, 1},
		{"pink shoes", "Shoes", "Navy Blue", nil, false, -1},
		{"navy shoes", "Blue shoes", "", nil, false, 1},
		{"pink shoes", "Shoes", "", nil, false, 0},
		{"pink shoes", "Grey Pink Shoe", "Grey", nil, false, 0},
		{"pink shoes", "Grey Pink Shoe", "Grey/Pink", nil, false, 1},
		{"pink shoes", "Grey Pink Shoe", "", nil, false, 1},
		{"shoes", "Red shoes", "", nil, false, 0},
		{"red and silver ornaments", "Silver ornaments", "", nil, false, 1},
		{"brown boots", "Chocolate cake", "", nil, false, 0},
		{"brown boots", "Boots", "Chocolate", nil, false, 1},
	}
	for _, tt := range tests {
		f, attributes := filters(tt.text, "USD"), query.AttributesOf(tt.title, tt.color, tt.category)
		if got := f.HasOtherRecipient(attributes); got != tt.other {
			t.Errorf("%q: HasOtherRecipient of %q %q = %v, want %v", tt.text, tt.title, tt.category, got, tt.other)
		}
		if got := f.ColorFit(attributes); got != tt.colorFit {
			t.Errorf("%q: ColorFit of %q %q = %d, want %d", tt.text, tt.title, tt.color, got, tt.colorFit)
		}
	}
}

func TestExclusionFit(t *testing.T) {
	tests := []struct {
		text, title string
		want        int
	}{
		{"chair without wheels", "Desk chair without wheels", 1},
		{"chair without wheels", "Desk chair, no wheels", 1},
		{"chair without wheels", "Wheel-free chair", 1},
		{"chair without wheels", "Desk chair with wheels", -1},
		{"chair without wheels", "Desk chair", 0},
		{"sugar free gum", "Sugar-Free Gum", 1},
		{"sleeveless dress with no sleeves", "A sleeveless dress", 1},
		{"gum", "Sugar gum", 0},
	}
	for _, tt := range tests {
		f := filters(tt.text, "USD")
		if got := f.ExclusionFit(tt.title); got != tt.want {
			t.Errorf("%q: ExclusionFit(%q) = %d, want %d", tt.text, tt.title, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a lamp under $50", "without \xff", "free", "no ", "between 1 and 999999999 pounds", "ſöns' 10-year-old İ son"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		f := filters(text, "EUR")
		for _, m := range []catalog.Money{f.MinPrice, f.MaxPrice} {
			if err := m.Validate(); err != nil {
				t.Errorf("Parse(%q) gave %v: %v", text, m, err)
			}
		}
	})
}

func TestEmbeddingText(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Remote Control helicopter", "Remote Control helicopter"},
		{"remote control helicopter for less than 30 pounds", "remote control helicopter"},
		{"Show me headlights with a price above 190 PHP.", "show me headlights"},
		{"a chair without wheels, under $50, for my office", "a chair without wheels, , for my office"},
		{"under $50", "under $50"},
	}
	for _, tt := range tests {
		if got := query.EmbeddingText(tt.text); got != tt.want {
			t.Errorf("EmbeddingText(%q) = %q, want %q", tt.text, got, tt.want)
		}
		if got := query.Parse(tt.text).EmbeddingText; got != tt.want {
			t.Errorf("Parse(%q).EmbeddingText = %q, want %q", tt.text, got, tt.want)
		}
	}
}
