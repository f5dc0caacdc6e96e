package wish_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/wish"
)

func money(amount int64, currency string) catalog.Money {
	return catalog.Money{Amount: amount, Currency: currency}
}

// Every rule, by what it must find and what it must leave alone. The shop sells in GBP.
func TestParse(t *testing.T) {
	usd := func(amount int64) catalog.Money { return money(amount, "USD") }
	gbp := func(amount int64) catalog.Money { return money(amount, "GBP") }
	tests := []struct {
		text string
		want wish.Wish
	}{
		{"bluetooth speaker", wish.Wish{}},

		// Prices.
		{"speaker under $50", wish.Wish{MaxPrice: usd(5000)}},
		{"remote control helicopter for less than 30 pounds", wish.Wish{MaxPrice: gbp(3000)}},
		{"a lamp, below €19.99 please", wish.Wish{MaxPrice: money(1999, "EUR")}},
		{"laptop up to 1,200 dollars", wish.Wish{MaxPrice: usd(120000)}},
		{"headphones, my budget is 40 euros", wish.Wish{MaxPrice: money(4000, "EUR")}},
		{"kettle £25 or less", wish.Wish{MaxPrice: gbp(2500)}},
		{"saree under rs. 900", wish.Wish{MaxPrice: money(90000, "INR")}},
		{"anime figure under 5000 yen", wish.Wish{MaxPrice: money(5000, "JPY")}},
		{"a toner that costs over 98 pesos", wish.Wish{MinPrice: money(9800, "PHP")}},
		{"watch $200 or more", wish.Wish{MinPrice: usd(20000)}},
		{"gift between $20 and $40", wish.Wish{MinPrice: usd(2000), MaxPrice: usd(4000)}},
		{"gift between 20 and 40", wish.Wish{MinPrice: gbp(2000), MaxPrice: gbp(4000)}},
		{"barbell bar priced from 73 to 351 pesos", wish.Wish{MinPrice: money(7300, "PHP"), MaxPrice: money(35100, "PHP")}},
		{"scarf 20-40 dollars", wish.Wish{MinPrice: usd(2000), MaxPrice: usd(4000)}},
		{"shoes over 20 but under 60 quid", wish.Wish{MaxPrice: gbp(6000)}},
		{"a gift under 20", wish.Wish{MaxPrice: gbp(2000)}},
		{"puzzle under 20 for a rainy day", wish.Wish{MaxPrice: gbp(2000)}},
		{"a toy under 20 pieces", wish.Wish{}},
		{"a game for kids under 5", wish.Wish{Recipient: "kids"}},
		{"sandals under size 7", wish.Wish{}},
		{"curtains between 20 and 24 inches wide", wish.Wish{}},
		{"a 3-4 pound bag of raisins", wish.Wish{}},
		{"kettlebell that weighs less than 30 pounds", wish.Wish{}},
		{"jersey of a team from 1993 to 1997", wish.Wish{}},
		{"bottle under 500ml", wish.Wish{}},

		// What is not wanted.
		{"white desk chair without wheels", wish.Wish{Without: []string{"wheels"}, Colors: []string{"white"}}},
		{"dress with no lace", wish.Wish{Without: []string{"lace"}}},
		{"dinner dress, no lace please", wish.Wish{Without: []string{"lace"}}},
		{"sugar free gum", wish.Wish{Without: []string{"sugar"}}},
		{"gluten-free and nut free bars", wish.Wish{Without: []string{"gluten", "nut"}}},
		{"kit without led lamp", wish.Wish{Without: []string{"led lamp"}}},
		{"snacks that have no artificial flavors", wish.Wish{Without: []string{"artificial flavors"}}},
		{"a bottle that does not contain any bpa", wish.Wish{Without: []string{"bpa"}}},
		{"shampoo free of parabens", wish.Wish{Without: []string{"parabens"}}},
		{"non dairy creamer", wish.Wish{Without: []string{"dairy"}}},
		{"a computer with no ram, no ssd", wish.Wish{Without: []string{"ram", "ssd"}}},
		{"non slip shoes with no slip soles", wish.Wish{}},
		{"no show socks", wish.Wish{}},
		{"hands free headset with free shipping", wish.Wish{}},
		{"watch the game not your phone", wish.Wish{}},
		{"listen without prejudice", wish.Wish{}},
		{"sandals size no 9", wish.Wish{}},
		{"an alarm, no problem if used", wish.Wish{}},

		// For whom.
		{"I want to buy shoes for my 10-year-old son who likes Ben 10", wish.Wish{Recipient: "son", Age: 10}},
		{"my daughter needs a pretty dress", wish.Wish{Recipient: "daughter"}},
		{"shoes my husband can wear", wish.Wish{Recipient: "husband"}},
		{"running shoes for a woman who jogs", wish.Wish{Recipient: "women"}},
		{"cuddly dog for a toddler", wish.Wish{Recipient: "toddler"}},
		{"a gift for my little brother", wish.Wish{Recipient: "brother"}},
		{"women's office shoes", wish.Wish{Recipient: "women"}},
		{"mens socks", wish.Wish{Recipient: "men"}},
		{"tank top plus size women", wish.Wish{Recipient: "women"}},
		{"birthday cake for a 5 year old boy", wish.Wish{Recipient: "boys", Age: 5}},
		{"toys, 8 years old", wish.Wish{Recipient: "kids", Age: 8}},
		{"toppers for baby shower", wish.Wish{}},
		{"woman sculpture", wish.Wish{}},
		{"mother's love candle", wish.Wish{}},
		{"iron man figure", wish.Wish{}},

		// Colours.
		{"christmas ornaments red and silver", wish.Wish{Colors: []string{"red", "silver"}}},
		{"a gold coloured wrist watch", wish.Wish{Colors: []string{"gold"}}},
		{"sofa in olive", wish.Wish{Colors: []string{"olive"}}},
		{"wine color sweater", wish.Wish{Colors: []string{"wine"}}},
		{"gray rug", wish.Wish{Colors: []string{"grey"}}},
		{"green tea", wish.Wish{}},
		{"fruit covered in chocolate", wish.Wish{}},
		{"lavender scent candle", wish.Wish{}},
		{"ice cream maker", wish.Wish{}},
		{"dress without black", wish.Wish{Without: []string{"black"}}},
	}
	for _, tt := range tests {
		got, _ := wish.Parse(tt.text, "GBP")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestTheRestIsWhatWordsAreLookedForIn(t *testing.T) {
	tests := []struct{ text, want string }{
		{"White desk chair without wheels under $50", "white desk chair"},
		{"dress with no lace for my wife", "dress for my wife"},
		{"sugar free gum between 2 and 4 dollars", "gum"},
		{"black shoes", "black shoes"},
	}
	for _, tt := range tests {
		_, rest := wish.Parse(tt.text, "USD")
		if got := strings.Join(strings.Fields(rest), " "); got != tt.want {
			t.Errorf("the rest of %q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestASignMeansTheShopsCurrencyWhereItMay(t *testing.T) {
	tests := []struct{ text, shop, want string }{
		{"under $50", "USD", "USD"}, {"under $50", "CAD", "CAD"}, {"under 50 dollars", "AUD", "AUD"}, {"under $50", "INR", "USD"},
		{"under us$50", "CAD", "USD"}, {"under 50 pesos", "MXN", "MXN"}, {"under 50 pesos", "", "PHP"}, {"under 50", "INR", "INR"}, {"under 50", "", "USD"},
	}
	for _, tt := range tests {
		if got, _ := wish.Parse("lamp "+tt.text, tt.shop); got.MaxPrice.Currency != tt.want {
			t.Errorf("%q in a shop of %q is %v, want %s", tt.text, tt.shop, got.MaxPrice, tt.want)
		}
	}
}

func TestFitOf(t *testing.T) {
	between := wish.Wish{MinPrice: money(2000, "EUR"), MaxPrice: money(4000, "EUR")}
	tests := []struct {
		w     wish.Wish
		price catalog.Money
		want  wish.Fit
	}{
		{wish.Wish{}, catalog.Money{}, wish.Fits},
		{between, money(2000, "EUR"), wish.Fits},
		{between, money(4000, "EUR"), wish.Fits},
		{between, money(4001, "EUR"), wish.Misses},
		{between, money(1999, "EUR"), wish.Misses},
		{between, catalog.Money{}, wish.Unknown},
		{between, money(3000, "USD"), wish.Unknown},
		{wish.Wish{MinPrice: money(2000, "EUR")}, money(1, "EUR"), wish.Misses},
		{wish.Wish{MaxPrice: money(2000, "EUR")}, money(0, "EUR"), wish.Fits},
	}
	for _, tt := range tests {
		if got := tt.w.FitOf(tt.price); got != tt.want {
			t.Errorf("FitOf(%v) of %+v = %v, want %v", tt.price, tt.w, got, tt.want)
		}
	}
}

func TestDrop(t *testing.T) {
	all, _ := wish.Parse("black dress without lace for my 10 year old daughter between 20 and 40 dollars", "USD")
	for _, kind := range wish.Kinds {
		if cmp.Diff(all, all.Drop(kind)) == "" {
			t.Errorf("Drop(%s) of %+v drops nothing", kind, all)
		}
	}
	if diff := cmp.Diff(wish.Wish{}, all.Drop(wish.Kinds...)); diff != "" {
		t.Errorf("Drop of all leaves %s", diff)
	}
}

func TestTraits(t *testing.T) {
	parse := func(text string) wish.Wish { w, _ := wish.Parse(text, "USD"); return w }
	tests := []struct {
		text, title, color string
		category           []string
		another            bool
		color1             int
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
		{"bib for a toddler", "Baby bib", "", nil, false, 0},
		{"pink shoes", "Shoes", "Pink", nil, false, 1},
		{"pink shoes", "Shoes", "Navy Blue", nil, false, -1},
		{"navy shoes", "Blue shoes", "", nil, false, 1},
		{"pink shoes", "Shoes", "", nil, false, 0},
		{"shoes", "Red shoes", "", nil, false, 0},
		{"red and silver ornaments", "Silver ornaments", "", nil, false, 1},
		{"brown boots", "Chocolate cake", "", nil, false, 0},
		{"brown boots", "Boots", "Chocolate", nil, false, 1},
	}
	for _, tt := range tests {
		w, traits := parse(tt.text), wish.TraitsOf(tt.title, tt.color, tt.category)
		if got := w.IsForAnother(traits); got != tt.another {
			t.Errorf("%q: %q %q for another: %v, want %v", tt.text, tt.title, tt.category, got, tt.another)
		}
		if got := w.ColorFit(traits); got != tt.color1 {
			t.Errorf("%q: ColorFit of %q %q = %d, want %d", tt.text, tt.title, tt.color, got, tt.color1)
		}
	}
}

func TestLackFit(t *testing.T) {
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
		w, _ := wish.Parse(tt.text, "USD")
		if got := w.LackFit(tt.title); got != tt.want {
			t.Errorf("%q: LackFit(%q) = %d, want %d", tt.text, tt.title, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a lamp under $50", "without \xff", "free", "no ", "between 1 and 999999999 pounds", "ſöns' 10-year-old İ son"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w, _ := wish.Parse(text, "EUR")
		for _, m := range []catalog.Money{w.MinPrice, w.MaxPrice} {
			if err := m.Validate(); err != nil {
				t.Errorf("Parse(%q) gave %v: %v", text, m, err)
			}
		}
	})
}

func TestMeaning(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Remote Control helicopter", "Remote Control helicopter"},
		{"remote control helicopter for less than 30 pounds", "remote control helicopter"},
		{"Show me headlights with a price above 190 PHP.", "show me headlights"},
		{"a chair without wheels, under $50, for my office", "a chair without wheels, , for my office"},
		{"under $50", "under $50"},
	}
	for _, tt := range tests {
		if got := wish.Meaning(tt.text); got != tt.want {
			t.Errorf("Meaning(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
