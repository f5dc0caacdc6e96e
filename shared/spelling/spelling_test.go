package spelling_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shopfyp.dev/shared/spelling"
)

// products are the titles of a small shop.
var products = []string{
	"Steel Water Bottle 1 Liter", "Kids Water Bottle with Straw", "Glass Water Bottle", "Baby Gripe Water",
	"Canvas Sneakers for Kids", "White Sneakers", "Running Shoes for Women", "Running Shoes for Men", "Office Shoes for Women",
	"Bluetooth Speaker", "Bluetooth Headphones", "Portable Bluetooth Speaker", "Blue Toothbrush",
	"Cotton T-Shirt", "Printed T-Shirt for Men", "Graphic T-Shirt", "Smartphone Case", "Phone Case Clear", "Phone Holder",
	"Pocket Planner", "Winter Skirts for Women", "Basketball Size 7", "Wireless Gaming Mouse", "Leather Dog Collar",
	"Camping Tents for 4", "Camping Chair", "Kaweco Sketch Up Pencil", "Lipstick Pink", "Keyboard RX500", "Dinnerware without Mugs",
	"Sofa Gray", "Torx Screwdriver Set", "Whisk of Steel", "Woolen Skis Bag",
}

// shop implements spelling.Lexicon for the titles of products.
type shop []string

func (s shop) has(product, word string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(product), func(r rune) bool { return r == ' ' || r == '-' }) {
		if w == word || w+"s" == word || w == word+"s" {
			return true
		}
	}
	return false
}

func (s shop) HasWord(word string) bool { return s.Share(word, word) > 0 }

func (s shop) Share(word, other string) float64 {
	n, both, others := 0., 0., 0
	for _, p := range s {
		if s.has(p, other) {
			others++
		}
		if s.has(p, word) {
			n++
			if s.has(p, other) {
				both++
			}
		}
	}
	if n == 0 || others == 0 {
		return -1
	}
	return both / n
}

func dictionary(t testing.TB) *spelling.Dictionary {
	t.Helper()
	return dictionaryOf(t, products)
}

// dictionaryOf returns an open dictionary of products with the titles. It closes the file when the test ends.
func dictionaryOf(t testing.TB, titles []string) *spelling.Dictionary {
	t.Helper()
	v := spelling.NewVocabulary()
	for _, title := range titles {
		v.AddProduct(title)
	}
	v.AddQueryWords("husband", "granddaughter")
	v.AddCommon("whom", "husband", "fire", "stick", "whisky")
	return open(t, v)
}

// open returns an open dictionary of v. It closes the file when the test ends.
func open(t testing.TB, v *spelling.Vocabulary) *spelling.Dictionary {
	t.Helper()
	name := filepath.Join(t.TempDir(), "spelling.bin")
	if err := v.Write(name); err != nil {
		t.Fatal(err)
	}
	d, err := spelling.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestCorrect(t *testing.T) {
	d := dictionary(t)
	tests := []struct{ name, text, want string }{
		{"omission", "water botle", "water bottle"},
		{"insertion", "runnning shoes", "running shoes"},
		{"transposition", "runnign shoes", "running shoes"},
		{"substitution by a neighboring key", "wireless gaming moyse", "wireless gaming mouse"},
		{"transposition at the start", "kwaeco sketch up", "kaweco sketch up"},
		{"same sound", "sneekers for kids", "sneakers for kids"},
		{"same sound, two letters", "fone case", "phone case"},
		{"two errors in a long word", "bleutoth speaker", "bluetooth speaker"},
		{"two errors in a query", "runing shos", "running shoes"},
		{"without a word around it", "basketbal", "basketball"},
		{"a stop word", "dinnerware wtihout mugs", "dinnerware without mugs"},
		{"the words around decide", "winter skirs for women", "winter skirts for women"},
		{"other words around decide otherwise", "woolen skirs bag", "woolen skis bag"},
		{"a query word", "shoes for my grandaughter", "shoes for my granddaughter"},
		{"joined words", "waterbottle", "water bottle"},
		{"joined words with a letter", "graphic tshirt", "graphic t shirt"},
		{"an arbitrary error in a short word next to a known neighbor", "camping chaix", "camping chair"},
		{"split word", "blue tooth speaker", "bluetooth speaker"},
		{"case and punctuation stay", "Water botle, 1 Liter!", "Water bottle, 1 Liter!"},
		{"title case", "Water Botle", "Water bottle"},
		{"accents", "wäter bötle", "wäter bottle"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := d.Correct(tt.text, shop(products))
			if err != nil || got != tt.want {
				t.Errorf("Correct(%q) = %q, %v, want %q", tt.text, got, err, tt.want)
			}
		})
	}
}

func TestCorrectLeavesAlone(t *testing.T) {
	d := dictionary(t)
	tests := []struct{ name, text string }{
		{"nothing", ""},
		{"known words", "steel water bottle"},
		{"another form of a known word", "planners"},
		{"another form of a word", "toothbrushed keyboarder wirelesser shoed"},
		{"a derived word", "bottles pinkish camper"},
		{"a name made of a word", "ispeaker ebottle"},
		{"a rare word of the catalog", "torx"},
		{"a brand", "kaweco"},
		{"a model number", "keyboard rx50"},
		{"a number", "water 100"},
		{"short words", "gry mug"},
		{"a common word that the shop does not sell", "whom"},
		{"a word that no product resembles", "firestick"},
		{"a common word near one of the catalog", "whisky"},
		{"a name in a sentence", "phone case by Mause"},
		{"the usual spelling of two words", "t shirt"},
		{"two words that are not one", "blue speaker"},
		{"another language", "quiero comprar zapatos para hijo"},
		{"a script without spaces", "ウォーターボトル"},
		{"very long", strings.Repeat("botle ", 100)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := d.Correct(tt.text, shop(products))
			if err != nil || got != tt.text {
				t.Errorf("Correct(%q) = %q, %v, want it unchanged", tt.text, got, err)
			}
		})
	}
}

// TestCorrectShortWords has a catalog in which a short word is frequent. It resembles words that the shop does not sell.
func TestCorrectShortWords(t *testing.T) {
	titles := []string{"Sea Salt", "Seasalt"}
	for range 2000 {
		titles = append(titles, "Pink Shirt")
	}
	d := dictionaryOf(t, titles)
	tests := []struct{ text, want string }{
		{"pina colada", "pina colada"},
		{"pinu grigio", "pinu grigio"},
		{"pnik shirt", "pink shirt"},
		{"pikn", "pink"},
		{"shixt for pink", "shixt for pink"},
		{"theo shirt", "theo shirt"},
		{"sea salt", "sea salt"},
	}
	for _, tt := range tests {
		if got, err := d.Correct(tt.text, shop(products)); err != nil || got != tt.want {
			t.Errorf("Correct(%q) = %q, %v, want %q", tt.text, got, err, tt.want)
		}
	}
}

// TestCorrectMisplaced has words that are spelled right but do not belong where they are.
func TestCorrectMisplaced(t *testing.T) {
	titles := []string{"Michael Kors Bag", "Argan Oil for Hair", "Oil of Argan", "Shower Curtain", "Pin Holder", "Fountain Pen", "Pen and Pencil"}
	for range 20 {
		titles = append(titles, "Double Front Pants", "Faux Leather Sofa", "Sports Bottle", "Chocolate Cake Mix")
	}
	v := spelling.NewVocabulary()
	for _, title := range titles {
		v.AddProduct(title)
	}
	v.AddCommon("font", "michel", "lather", "argon", "sower", "sporty", "bake", "leader", "bags", "frost")
	d := open(t, v)
	tests := []struct{ name, text, want string }{
		{"a letter is missing", "double font pants", "double front pants"},
		{"before the word next to it", "faux lather bed", "faux leather bed"},
		{"a name", "michel kors bag", "michael kors bag"},
		{"a vowel for a vowel", "argon oil", "argan oil"},
		{"nothing around it", "lather", "lather"},
		{"the correction is not next to the same word", "lather for bed", "lather for bed"},
		{"an arbitrary error", "bake mix", "bake mix"},
		{"another ending", "sporty bottle", "sporty bottle"},
		{"a word that the shop sells", "pen holder", "pen holder"},
		{"a name in a sentence", "faux Lather bed", "faux Lather bed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := d.Correct(tt.text, shop(titles)); err != nil || got != tt.want {
				t.Errorf("Correct(%q) = %q, %v, want %q", tt.text, got, err, tt.want)
			}
		})
	}
}

func TestCorrectAfterClose(t *testing.T) {
	d := dictionary(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Correct("botle", shop(products)); err != spelling.ErrClosed || got != "botle" {
		t.Errorf("Correct after Close = %q, %v, want the text and ErrClosed", got, err)
	}
	if err := d.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	v := spelling.NewVocabulary()
	v.AddProduct("Water Bottle")
	name := filepath.Join(t.TempDir(), "spelling.bin")
	if err := v.Write(name); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "not a spelling file"},
		{"another file", append([]byte("SFLEXIC1"), good[8:]...), "not a spelling file"},
		{"truncated", good[:len(good)-1], "its header says"},
		{"too long", append(good[:len(good):len(good)], 0), "its header says"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := os.WriteFile(name, tt.data, 0o600); err != nil {
				t.Fatal(err)
			}
			if d, err := spelling.Open(name); d != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Open = %v, %v, want an error containing %q", d, err, tt.want)
			}
		})
	}
}

// FuzzCorrect checks that damaged files and hostile texts give errors at most.
func FuzzCorrect(f *testing.F) {
	v := spelling.NewVocabulary()
	v.AddProduct("Steel Water Bottle")
	name := filepath.Join(f.TempDir(), "spelling.bin")
	if err := v.Write(name); err != nil {
		f.Fatal(err)
	}
	good, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good, "water botle")
	for i := 0; i < len(good); i += 7 {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0xff
		f.Add(bad, "botle waterbottle")
	}
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		name := filepath.Join(t.TempDir(), "spelling.bin")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := spelling.Open(name)
		if err != nil {
			return
		}
		defer d.Close()
		if got, err := d.Correct(text, shop(products)); err != nil && got != text {
			t.Errorf("Correct(%q) = %q with error %v, want the text", text, got, err)
		}
	})
}

func TestIsName(t *testing.T) {
	v := spelling.NewVocabulary()
	for _, title := range []string{"Pink Floyd T-Shirt", "Pink Floyd LP", "Pink Dress", "Red Dress", "Red Dress", "Pink Sabbath"} {
		v.AddProduct(title)
	}
	name := filepath.Join(t.TempDir(), "spelling.bin")
	if err := v.Write(name); err != nil {
		t.Fatal(err)
	}
	d, err := spelling.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		first, second string
		want          bool
	}{{"pink", "floyd", true}, {"red", "dress", false}, {"pink", "dress", false}, {"pink", "sabbath", false}, {"floyd", "pink", false}, {"", "", false}} {
		if got := d.IsName(tt.first, tt.second); got != tt.want {
			t.Errorf("IsName(%q, %q) = %v, want %v", tt.first, tt.second, got, tt.want)
		}
	}
	d.Close()
	if d.IsName("pink", "floyd") {
		t.Error("IsName after Close = true")
	}
}

func TestHasPart(t *testing.T) {
	d := dictionary(t)
	for word, want := range map[string]bool{"bottle": true, "firestuck": true, "fiestick": true, "whom": true, "qwpoe": false, "zzbotzz": false, "": false, "mug": false} {
		if got := d.HasPart(word); got != want {
			t.Errorf("HasPart(%q) = %v, want %v", word, got, want)
		}
	}
	if err := d.Close(); err != nil || d.HasPart("bottle") {
		t.Errorf("HasPart after Close = true, want false, %v", err)
	}
}
