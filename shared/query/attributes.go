package query

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// Attributes are a product's audiences, the colors that any of its texts name, and its main colors, one bit each.
type Attributes uint64

// Bits of the audiences. Colors use the bits from firstColor on, and main colors the bits mainShift above them.
const (
	forWomen Attributes = 1 << iota
	forMen
	forGirls
	forBoys
	forKids
	forBabies
	firstColor

	audiences = firstColor - 1
	mainShift = 24
	colors    = (1<<mainShift - 1) * firstColor
)

// audienceWords maps words of titles and categories to audiences.
var audienceWords = map[string]Attributes{
	"women": forWomen, "womens": forWomen, "woman": forWomen, "ladies": forWomen, "lady": forWomen,
	"men": forMen, "mens": forMen, "gents": forMen, "female": forWomen, "male": forMen, "unisex": forMen | forWomen, "adults": forMen | forWomen,
	"girl": forGirls, "girls": forGirls, "boy": forBoys, "boys": forBoys,
	"kid": forKids, "kids": forKids, "children": forKids, "childrens": forKids, "child": forKids,
	"toddler": forBabies | forKids, "toddlers": forBabies | forKids,
	"baby": forBabies, "babies": forBabies, "infant": forBabies, "infants": forBabies, "newborn": forBabies, "newborns": forBabies,
}

// colorBits maps the name of a color to its attributes.
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

// AttributesOf returns the colors and audiences named in a product's title, color and category. The main colors are
// those of the color alone. Snapshots store attributes, so a change of a word list takes effect with the next snapshot.
func AttributesOf(title, color string, category []string) (a Attributes) {
	female, male := false, false
	for _, text := range append([]string{title}, category...) {
		for w := range lowerWords(text) {
			a |= audienceWords[w]
			female, male = female || w == "female", male || w == "male"
			if !isThing[w] {
				a |= colorBits[w]
			}
		}
	}
	for w := range lowerWords(color) {
		a |= colorBits[w] | colorBits[w]<<mainShift
	}
	return a.withChildren(female, male)
}

// lowerWords returns the runs of letters of a text in lower case.
func lowerWords(text string) iter.Seq[string] {
	return strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// withChildren returns the audiences of a product for children that names its gender, as feeds do: "female", "kids".
func (a Attributes) withChildren(female, male bool) Attributes {
	if a&forKids == 0 {
		return a
	}
	if female {
		a = a&^(forWomen|forKids) | forGirls
	}
	if male {
		a = a&^(forMen|forKids) | forBoys
	}
	return a
}

// AudienceOf returns the audience of a product's gender and age group, in the words of catalog.Product. It returns 0 for
// other values.
func AudienceOf(gender, ageGroup string) Attributes {
	switch ageGroup {
	case "newborn", "infant":
		return forBabies
	case "toddler":
		return forBabies | byGender(gender, forGirls, forBoys, forKids)
	case "kids":
		return byGender(gender, forGirls, forBoys, forKids)
	case "adult":
		return byGender(gender, forWomen, forMen, forWomen|forMen)
	}
	return byGender(gender, forWomen, forMen, 0)
}

// byGender returns the audience of a gender, or unknown.
func byGender(gender string, female, male, unknown Attributes) Attributes {
	switch gender {
	case "female":
		return female
	case "male":
		return male
	case "unisex":
		return female | male | unknown
	}
	return unknown
}

// A demographic describes the people that a recipient can be.
type demographic struct {
	female, male bool
	age          int // typical age in years; 0 means any age
}

// persons maps the value of Filters.Recipient to its demographic.
var persons = map[string]demographic{
	"women": {true, false, 30}, "wife": {true, false, 30}, "girlfriend": {true, false, 25}, "fiancée": {true, false, 25}, "mother": {true, false, 50},
	"grandmother": {true, false, 70}, "aunt": {true, false, 50}, "sister": {true, false, 0}, "daughter": {true, false, 0}, "niece": {true, false, 0},
	"granddaughter": {true, false, 0}, "girls": {true, false, 8},
	"men": {false, true, 30}, "husband": {false, true, 30}, "boyfriend": {false, true, 25}, "fiancé": {false, true, 25}, "father": {false, true, 50},
	"grandfather": {false, true, 70}, "uncle": {false, true, 50}, "brother": {false, true, 0}, "son": {false, true, 0}, "nephew": {false, true, 0},
	"grandson": {false, true, 0}, "boys": {false, true, 8},
	"kids": {true, true, 8}, "toddler": {true, true, 2}, "baby": {true, true, 1}, "teens": {true, true, 15}, "adults": {true, true, 30},
	"teacher": {true, true, 30}, "nurse": {true, true, 30}, "coach": {true, true, 30}, "boss": {true, true, 40}, "coworker": {true, true, 30},
	"friend": {true, true, 0}, "neighbor": {true, true, 30}, "hostess": {true, false, 30},
}

// synonyms maps other words to a key of persons.
var synonyms = map[string]string{
	"woman": "women", "lady": "women", "ladies": "women", "ladie": "women", "man": "men", "mom": "mother", "mum": "mother", "mommy": "mother",
	"dad": "father", "daddy": "father", "grandma": "grandmother", "grandpa": "grandfather", "girl": "girls", "boy": "boys", "kid": "kids",
	"child": "kids", "children": "kids", "toddlers": "toddler", "babies": "baby", "infant": "baby", "infants": "baby", "newborn": "baby",
	"newborns": "baby", "teen": "teens", "teenager": "teens", "teenagers": "teens", "adult": "adults", "unisex": "adults", "sons": "son",
	"guy": "men", "guys": "men", "gents": "men", "gentlemen": "men", "bf": "boyfriend", "gf": "girlfriend",
	"daughters": "daughter", "grandsons": "grandson", "granddaughters": "granddaughter", "fiance": "fiancé", "fiancee": "fiancée",
	"female": "women", "females": "women", "her": "women", "male": "men", "males": "men", "him": "men", "colleague": "coworker", "neighbour": "neighbor",
}

// person returns the value of Filters.Recipient for a word.
func person(word string) string {
	if p, ok := synonyms[word]; ok {
		return p
	}
	for _, plural := range []string{"s", "es"} {
		if one, ok := strings.CutSuffix(word, plural); ok && persons[word] == (demographic{}) && persons[one] != (demographic{}) {
			return one
		}
	}
	return word
}

// audience returns the audiences of products that suit the recipient, or 0 if f has no recipient.
func (f *Filters) audience() (a Attributes) {
	who, ok := persons[f.Recipient]
	if !ok {
		return 0
	}
	age := who.age
	if f.Age > 0 {
		age = f.Age
	}
	add := func(suits bool, bit Attributes) {
		if suits {
			a |= bit
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
	return a
}

// HasOtherRecipient reports whether a product with attributes a names only audiences other than the recipient.
func (f *Filters) HasOtherRecipient(a Attributes) bool {
	wanted, named := f.audience(), a&audiences
	return wanted != 0 && named != 0 && named&wanted == 0
}

// ColorFit compares a product's attributes with the colors in f. It returns 1 if the product has one of them as a main
// color, or names it and has no main color. It returns -1 if the product has only other colors. It returns 0 if f or the
// product has no color, or if the product names the color besides another main color: "Grey Pink Shoe", color "Grey".
func (f *Filters) ColorFit(a Attributes) int {
	var wanted Attributes
	for _, c := range f.Colors {
		wanted |= colorBits[c]
	}
	named, main := a&colors, a>>mainShift&colors
	switch {
	case wanted == 0 || named == 0:
		return 0
	case named&wanted == 0:
		return -1
	case main != 0 && main&wanted == 0:
		return 0
	}
	return 1
}

// ColorOf returns the attributes of a color by its name, or 0 if name is not a color.
func ColorOf(name string) Attributes { return colorBits[name] }
