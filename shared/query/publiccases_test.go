package query_test

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// TestPublicCases reads queries of kinds that people report as misread by other shops, and what they mean.
func TestPublicCases(t *testing.T) {
	dir := cmp.Or(os.Getenv("SHOPFYP_DATA"), "../../../shared/data")
	f, err := os.Open(filepath.Join(dir, "public_cases", "queries.tsv"))
	if err != nil {
		t.Skipf("the shared data folder is missing: %v; set SHOPFYP_DATA", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	all, err := r.ReadAll()
	if err != nil || len(all) < 2 {
		t.Fatalf("%d rows, %v", len(all), err)
	}
	for _, row := range all[1:] {
		if got := summary(filters(row[0], "USD")); !means(row[1], got) {
			t.Errorf("Parse(%q) = %q, want %q", row[0], got, row[1])
		}
	}
}

// means reports whether filters mean what a row of the file says: "nothing, or age" or "maxPrice 1000".
func means(want, got string) bool {
	for alternative := range strings.SplitSeq(want, ", or ") {
		if alternative == got || alternative == "nothing" && got == "" || alternative == "age" && strings.HasPrefix(got, "age ") {
			return true
		}
	}
	return false
}

// summary describes filters in the words of the file.
func summary(f query.Filters) string {
	var parts []string
	add := func(set bool, format string, args ...any) {
		if set {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	both := !f.MinPrice.IsZero() && !f.MaxPrice.IsZero()
	add(both, "%s to %s", price(f.MinPrice), price(f.MaxPrice))
	add(!both && !f.MaxPrice.IsZero(), "maxPrice %s", price(f.MaxPrice))
	add(!both && !f.MinPrice.IsZero(), "minPrice %s", price(f.MinPrice))
	for _, x := range f.Exclusions {
		add(true, "not %s", x)
	}
	add(f.Recipient != "", "recipient %s", f.Recipient)
	add(f.Age > 0, "age %d", f.Age)
	for _, c := range f.Colors {
		add(true, "color %s", c)
	}
	add(f.MinRating > 0, "minRating %v", f.MinRating)
	add(f.Order != "", "order %s", f.Order)
	return strings.Join(parts, ", ")
}

// price writes an amount without the shop's currency, USD.
func price(m catalog.Money) string {
	major := fmt.Sprint(float64(m.Amount) / 100)
	if m.Currency == "USD" {
		return major
	}
	return m.Currency + " " + major
}

// TestSameKinds has other queries of the kinds in the file. The shop sells in USD.
func TestSameKinds(t *testing.T) {
	tests := []struct{ text, want string }{
		// Numbers that are no prices.
		{"air max 97 trainers", ""},
		{"galaxy s21 max 256", ""},
		{"puzzle 6 and up", ""},
		{"board game for up to 8", ""},
		{"trousers for over 50s", ""},
		{"toys ages 4+", ""},
		{"drill up to 18", ""},
		{"power bank under 20000mah", ""},
		{"films from 1993 to 1997", ""},
		{"jump rope for under 6", ""},
		{"tv over 50 inches", ""},
		{"games for at least 4", ""},
		{"size max 42", ""},
		{"a pound of coffee", ""},
		{"rice 10 pounds", ""},

		// Numbers that are prices.
		{"headphones under 50", "maxPrice 50"},
		{"budget 40 speaker", "maxPrice 40"},
		{"a 1k budget laptop", "maxPrice 1000"},
		{"cheaper than 40 speaker", "maxPrice 40"},
		{"less than 30 to spend on a lamp", "maxPrice 30"},
		{"i want to spend under 10 on a mug", "maxPrice 10"},
		{"laptop under 1.5k dollars", "maxPrice 1500"},
		{"tv below £1,200.50", "maxPrice GBP 1200.5"},
		{"chair under €1.299,00", "maxPrice EUR 1299"},
		{"lamp under 19,99 €", "maxPrice EUR 19.99"},
		{"phone below 20k rupees", "maxPrice INR 20000"},
		{"phone under rs. 1,50,000", "maxPrice INR 150000"},
		{"a hundred and twenty dollars max desk", "maxPrice 120"},
		{"bag over two hundred euros", "minPrice EUR 200"},
		{"speaker <=$50", "maxPrice 50"},
		{"speaker > $50", "minPrice 50"},
		{"headphones $50-$100", "50 to 100"},
		{"headphones 50-100 dollars", "50 to 100"},
		{"gift under nz$40", "maxPrice NZD 40"},
		{"gift under 40 aud", "maxPrice AUD 40"},
		{"lamp around $50", "40 to 60"},
		{"lamp about 100 euros", "EUR 80 to EUR 120"},
		{"lamp from $20", "minPrice 20"},
		{"i don't want to pay more than 300 for a phone", "maxPrice 300"},
		{"lamps between $10 & $20", "10 to 20"},
		{"phone below 1 lakh rupees", "maxPrice INR 100000"},
		{"bag under 100 canadian dollars", "maxPrice CAD 100"},
		{"laptop under 1,5k", "maxPrice 1500"},
		{"laptop under 300 with 15 inch screen", "maxPrice 300"},
		{"jeans between 30 and 32", ""},
		{"pampers under 20 pounds", ""},
		{"under 500 55 inch tv", ""},

		// Not.
		{"socks not white", "not white"},
		{"boots that are not leather", "not leather"},
		{"mouse that isn't wireless", "not wireless"},
		{"headphones that aren't wired", "not wired"},
		{"dress not black or red", "not black, not red"},
		{"shoes not in black, white or grey", "not black, not white, not grey"},
		{"jacket except white", "not white"},
		{"shirt except denim", "not denim"},
		{"anything but wireless mouse", "not wireless"},
		{"any colour except pink phone case", "not pink"},
		{"boots -leather", "not leather"},
		{"white shoes not black", "not black, color white"},
		{"watch the game not your phone", ""},
		{"bite not collar", ""},
		{"not a morning person mug", ""},
		{"case cover for my phone please -purple", "color purple"},
		{"gift not included", ""},
		{"sofa that is not made of leather", "not leather"},
		{"i don't want black shoes", "not black"},
		{"neither black nor white shoes", "not black, not white"},
		{"avoid polyester dress", "not polyester"},
		{"nothing pink dress for a girl", "not pink, recipient girls"},
		{"jacket without a hood or zipper", "not hood, not zipper"},
		{"jacket without a hood or in black", "not hood, color black"},
		{"crisps with no artificial flavors or colors", "not artificial flavors, not artificial colors"},
		{"soy, nut and dairy free snacks", "not nut, not soy, not dairy"},
		{"low sugar and gluten free cookies", "not gluten"},
		{"light and cruelty free makeup", "not cruelty"},
		{"baking soda free deodorant", "not baking soda"},
		{"toys that don't need batteries", "not batteries"},
		{"dress sans sleeves", "not sleeves"},
		{"free range eggs", ""},
		{"no bark collar", ""},

		// Who.
		{"gift for a 10 yo son", "recipient son, age 10"},
		{"10yo boy toys", "recipient boys, age 10"},
		{"toys for 6 yr old boy", "recipient boys, age 6"},
		{"shoes for him", "recipient men"},
		{"perfume for her", "recipient women"},
		{"bike for her son", "recipient son"},
		{"teacher gift", "recipient teacher"},
		{"gift for a coworker", "recipient coworker"},
		{"dad's birthday present", "recipient father"},
		{"vitamins for women over 50", "recipient women"},
		{"female running shoes", "recipient women"},
		{"male perfume", "recipient men"},
		{"female kids shoes", "recipient girls"},
		{"kids male sneakers", "recipient boys"},
		{"hdmi cable male to female", ""},
		{"usb c male to male", ""},
		{"male-female jumper wires", ""},
		{"shirts for boys and girls", "recipient kids"},
		{"clothes for both men and women", "recipient adults"},
		{"mens and womens clog shoes", "recipient adults"},
		{"shoes in sizes 14 for women and 12 for men", "recipient adults"},
		{"non gmo, gluten free organic syrup", "not gluten, not gmo"},
		{"plastic jars with white lids in amber", "color amber"},
		{"a chair that has golden legs", ""},
		{"a shirt with long black sleeves", "color black"},
		{"phone with black case", ""},
		{"black phone case with white accents", "color black"},
		{"watch with a silver strap", "color silver"},
		{"party game for adults and kids", ""},
		{"gift for mom and dad", ""},
		{"gifts for teenage girls", "recipient teens"},
		{"ten year old boy toys", "recipient boys, age 10"},
		{"toys for five-year-olds", "recipient kids, age 5"},
		{"toys for ages 3 to 5", "recipient kids"},
		{"toothbrush for 7-12 year old kids", "recipient kids"},
		{"toys for 18 month old", "recipient toddler"},
		{"toddler girl shoes", "recipient toddler"},
		{"shoes for guys", "recipient men"},
		{"gifts for coworkers", "recipient coworker"},
		{"mens blue shirt", "recipient men, color blue"},
		{"baby blue dress", "color blue"},
		{"women's day gift", ""},
		{"a print that has women on it", ""},
		{"it's a boy balloons", ""},

		// Ratings and order.
		{"headphones at least 4 stars", "minRating 4"},
		{"headphones with 4 stars or more", "minRating 4"},
		{"4+ star headphones", "minRating 4"},
		{"4 stars and up headphones under $50", "maxPrice 50, minRating 4"},
		{"headphones rated 4.5 or higher", "minRating 4.5"},
		{"headphones with a rating above 4", "minRating 4"},
		{"headphones over 4 stars", "minRating 4"},
		{"5 star notebook", ""},
		{"games rated 18+", ""},
		{"three stars poster", ""},
		{"best rated headphones", "order bestRated"},
		{"top-rated blue dress", "color blue, order bestRated"},
		{"highly rated air fryer under $100", "maxPrice 100, order bestRated"},
		{"lamp with good reviews", "order bestRated"},
		{"cheapest usb cable", "order cheapest"},
		{"the least expensive lamp", "order cheapest"},
		{"lamps, price low to high", "order cheapest"},
		{"most expensive watch", "order priciest"},
		{"newest sneakers for women", "recipient women, order newest"},
		{"new arrivals dresses", "order newest"},
		{"new shoes", ""},
		{"cheap shoes", ""},
		{"best headphones", ""},

		// Colors that are parts of names.
		{"rose gold watch", "color rose gold"},
		{"gold plated hdmi cable", ""},
		{"cable plated with gold", ""},
		{"gold plates", ""},
		{"skinny orange citrus flavor", ""},
		{"candle that smells like orange", ""},
		{"green usda organic tea", ""},
		{"green color coconut oil", "color green"},
		{"blue cheese dressing", ""},
		{"sardines in olive oil", ""},
		{"black history shirt", ""},
		{"hair extensions for black women", "recipient women"},
		{"black women's shoes", "recipient women, color black"},
	}
	for _, tt := range tests {
		if got := summary(filters(tt.text, "USD")); got != tt.want {
			t.Errorf("Parse(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// names is a query.Names of a few phrases.
type names []string

func (n names) IsName(phrase string) bool {
	for _, name := range n {
		if phrase == name {
			return true
		}
	}
	return false
}

func TestParseWithNames(t *testing.T) {
	shop := names{"black and decker", "pink floyd", "no 7", "free people", "rebel without a cause", "women secret"}
	tests := []struct{ text, want, words string }{
		{"Black and Decker drill under $50", "maxPrice 50", "black and decker drill"},
		{"pink floyd t-shirt black", "color black", "pink floyd t-shirt black"},
		{"no 7 serum", "", "no 7 serum"},
		{"free people dress for my daughter", "recipient daughter", "free people dress for my daughter"},
		{"rebel without a cause dvd without scratches", "not scratches", "rebel without a cause dvd"},
		{"women secret pajamas", "", "women secret pajamas"},
		{"sugar free people snacks", "", "sugar free people snacks"},
		{"black drill and decker", "color black", "black drill and decker"},
	}
	for _, tt := range tests {
		p := query.ParseWith(tt.text, shop)
		if got := summary(p.Filters("USD")); got != tt.want || wordsOf(p) != tt.words {
			t.Errorf("ParseWith(%q) = %q and words %q, want %q and %q", tt.text, got, wordsOf(p), tt.want, tt.words)
		}
	}
}
