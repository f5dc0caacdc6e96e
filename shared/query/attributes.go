package query

import (
	"slices"
	"strings"
	"unicode"
)

// Attributes are what can be said of a product in bits: its colours, and for whom it is said to be.
type Attributes uint64

// Audiences. Colours have the bits behind them.
const (
	forWomen Attributes = 1 << iota
	forMen
	forGirls
	forBoys
	forKids
	forBabies
	firstColor

	audiences = firstColor - 1
	colors    = ^audiences
)

// audienceWords are what titles and categories call an audience.
var audienceWords = map[string]Attributes{
	"women": forWomen, "womens": forWomen, "woman": forWomen, "ladies": forWomen, "lady": forWomen,
	"men": forMen, "mens": forMen, "gents": forMen, "unisex": forMen | forWomen, "adults": forMen | forWomen,
	"girl": forGirls, "girls": forGirls, "boy": forBoys, "boys": forBoys,
	"kid": forKids, "kids": forKids, "children": forKids, "childrens": forKids, "child": forKids,
	"toddler": forBabies | forKids, "toddlers": forBabies | forKids,
	"baby": forBabies, "babies": forBabies, "infant": forBabies, "infants": forBabies, "newborn": forBabies, "newborns": forBabies,
}

// colorBits are the attributes that a colour's name means.
var colorBits = func() map[string]Attributes {
	bits := make(map[string]Attributes)
	var bases []string
	for base := range baseColors {
		bases = append(bases, base)
	}
	slices.Sort(bases) // the bits must be the same in every program
	for i, base := range bases {
		for _, name := range baseColors[base] {
			bits[name] |= firstColor << i
		}
	}
	return bits
}()

// AttributesOf returns the attributes that a product's texts name: title, colour and category. Attributes are kept
// in snapshots: the words above are part of what a build holds.
func AttributesOf(title, color string, category []string) (t Attributes) {
	for _, text := range append([]string{title, color}, category...) {
		for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			t |= audienceWords[w]
			if !isThing[w] || text == color {
				t |= colorBits[w]
			}
		}
	}
	return t
}

// A somebody says who a person's word may mean.
type somebody struct {
	female, male bool
	age          int // in years: what is typical, 0 where anything is
}

// persons are the recipients' words, and what they are called in a Filters.
var persons = map[string]somebody{
	"women": {true, false, 30}, "wife": {true, false, 30}, "girlfriend": {true, false, 25}, "fiancée": {true, false, 25}, "mother": {true, false, 50},
	"grandmother": {true, false, 70}, "aunt": {true, false, 50}, "sister": {true, false, 0}, "daughter": {true, false, 0}, "niece": {true, false, 0},
	"granddaughter": {true, false, 0}, "girls": {true, false, 8},
	"men": {false, true, 30}, "husband": {false, true, 30}, "boyfriend": {false, true, 25}, "fiancé": {false, true, 25}, "father": {false, true, 50},
	"grandfather": {false, true, 70}, "uncle": {false, true, 50}, "brother": {false, true, 0}, "son": {false, true, 0}, "nephew": {false, true, 0},
	"grandson": {false, true, 0}, "boys": {false, true, 8},
	"kids": {true, true, 8}, "toddler": {true, true, 2}, "baby": {true, true, 1}, "teens": {true, true, 15}, "adults": {true, true, 30},
}

// sameAs are other words for persons.
var sameAs = map[string]string{
	"woman": "women", "lady": "women", "ladies": "women", "ladie": "women", "man": "men", "mom": "mother", "mum": "mother", "mommy": "mother",
	"dad": "father", "daddy": "father", "grandma": "grandmother", "grandpa": "grandfather", "girl": "girls", "boy": "boys", "kid": "kids",
	"child": "kids", "children": "kids", "toddlers": "toddler", "babies": "baby", "infant": "baby", "infants": "baby", "newborn": "baby",
	"newborns": "baby", "teen": "teens", "teenager": "teens", "teenagers": "teens", "adult": "adults", "unisex": "adults", "sons": "son",
	"daughters": "daughter", "grandsons": "grandson", "granddaughters": "granddaughter", "fiance": "fiancé", "fiancee": "fiancée",
}

// person returns what a person's word is called in a Filters.
func person(word string) string {
	if same, ok := sameAs[word]; ok {
		return same
	}
	return word
}

// audience returns for whom a product may be said to be that suits the recipient, 0 where anybody.
func (w *Filters) audience() (t Attributes) {
	who, ok := persons[w.Recipient]
	if !ok {
		return 0
	}
	age := who.age
	if w.Age > 0 {
		age = w.Age
	}
	add := func(may bool, bit Attributes) {
		if may {
			t |= bit
		}
	}
	anyAge := age == 0 || age >= 13 && age < 18
	child, adult := anyAge || age < 13, anyAge || age >= 18
	add(child, forKids)
	add(child && who.female, forGirls)
	add(child && who.male, forBoys)
	add(adult && who.female, forWomen)
	add(adult && who.male, forMen)
	add(age > 0 && age < 4, forBabies)
	return t
}

// HasOtherRecipient reports whether a product of these attributes says that it is for somebody else than the recipient.
func (w *Filters) HasOtherRecipient(t Attributes) bool {
	wanted, said := w.audience(), t&audiences
	return wanted != 0 && said != 0 && said&wanted == 0
}

// ColorFit is 1 where the product has one of the colours wished for, -1 where it has others only, else 0.
func (w *Filters) ColorFit(t Attributes) int {
	var wanted Attributes
	for _, c := range w.Colors {
		wanted |= colorBits[c]
	}
	said := t & colors
	switch {
	case wanted == 0 || said == 0:
		return 0
	case said&wanted != 0:
		return 1
	}
	return -1
}
