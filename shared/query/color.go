package query

import (
	"regexp"
	"slices"
	"strings"

	"shopfyp.dev/shared/wordset"
)

var (
	colorRule = regexp.MustCompile(`\b(rose gold|` + colorNames + `|` + thingNames + `)(?:[\s-]?colou?r(?:ed)?)?\b`)
	// thingRule matches the text before a thing that means a color: "in olive", "in the color olive".
	thingRule = regexp.MustCompile(`\b(?:in|colou?r(?:ed)?(?: is| of)?)\s+$`)
	// coveredRule matches exceptions from thingRule: "covered in chocolate", "hair color cream".
	coveredRule = regexp.MustCompile(`\b(?:(?:covered|dipped|coated|drenched|packed|cooked|caught) in|hair colou?r)\s+$`)
	// tastedRule matches the text after a color in the name of a flavor or a scent: "orange citrus flavor", "green usda tea".
	tastedRule = regexp.MustCompile(`^(?:\s+[\p{L}-]+){0,2}\s+(?:flavou?r(?:s|ed)?|scent(?:s|ed)?|teas?|chai|salt|seasoning)\b`)
	// tastesRule matches the text before a color in such a name: "smells like orange", "flavor pure orange".
	tastesRule = regexp.MustCompile(`\b(?:flavou?rs?|scents?|smells?|tastes?)(?:\s+[\p{L}]+){0,2}\s+$`)
	// peopleRule matches the text after the color of people: "for black women".
	peopleRule = regexp.MustCompile(`^ (?:women|men|girls|boys|kids|people)\b`)
	// platedRule matches the text after a metal that only covers a connector: "gold plated cable", "gold plates".
	platedRule = regexp.MustCompile(`^[\s-]+(?:plat(?:ed|es|ing)|connectors?|contacts?)\b`)
	// partRule matches the text after the color of a part, and withRule the text before it: "jars with white lids".
	partRule = regexp.MustCompile(`^\s+(?:[a-z]+\s+)?(?:lids?|legs|buckles?|case|screen|blades?|sleeves?|trim|accents|buttons?|wheels|letters|lettering|soles?|handles?)\b`)
	withRule = regexp.MustCompile(`\b(?:with|ha(?:s|ve|ving))\s+(?:an?\s+|the\s+)?$`)
	// coatRule matches the text before such a metal: "plated with gold".
	coatRule = regexp.MustCompile(`\bplated (?:with|in)\s+$`)
)

const (
	colorNames = `black|white|red|blue|green|yellow|orange|purple|pink|brown|gr[ae]y|silver|gold(?:en)?|beige|ivory|navy|turquoise|teal|maroon|` +
		`burgundy|khaki|violet|magenta|dark(?:blue|grey|gray|green|red|brown)|multi-?colou?r(?:ed)?|rainbow`
	thingNames = `olive|cream|peach|coral|lavender|charcoal|amber|mustard|tan|bronze|copper|mint|rose|plum|rust|wine|camel|chocolate|lilac`
)

var isThing = wordset.New(strings.ReplaceAll(thingNames, "|", " "))

// notColored holds words that make the color before them part of a product's name: "green tea", "rose gold".
var notColored = wordset.New(`tea teas wine rice beans bean pepper juice light noise sugar onion salt velvet friday bull box board boards flavor flavour flavored
	scent scented essential chocolate fish blocking coffee seaweed screen corn potato curry noise peas apple cherry tooth belt plant plants truffle
	mountain dragon panther man mousse chips chip barn soda cookie cookies candy drink cake blonde
	cheese cheddar grape grapes mango almond spice citrus korma karahi curry sauce gravy mustard musk ginseng albacore banana basmati lentils
	garlic vinegar cabbage olives oil peppercorn peppercorns quinoa oats tuna popcorn chicken decaf fruit smoothie raita goddess
	history lives magic widow sabbath hole oak pine birch ray ridge jay moon`)

// baseColors maps each color of Attributes to its names.
var baseColors = map[string][]string{
	"black": {"black", "charcoal"}, "white": {"white", "ivory", "cream"}, "red": {"red", "maroon", "burgundy", "wine", "darkred", "rust"},
	"blue": {"blue", "navy", "turquoise", "teal", "darkblue"}, "green": {"green", "olive", "khaki", "mint", "teal", "darkgreen"},
	"yellow": {"yellow", "mustard", "amber"}, "orange": {"orange", "coral", "peach", "rust"},
	"purple": {"purple", "violet", "lavender", "magenta", "plum", "lilac"}, "pink": {"pink", "rose", "magenta", "peach"},
	"brown": {"brown", "tan", "camel", "chocolate", "bronze", "darkbrown", "copper"}, "grey": {"grey", "gray", "charcoal", "darkgrey", "darkgray"},
	"silver": {"silver"}, "gold": {"gold", "golden", "rose gold"}, "beige": {"beige", "cream", "camel", "khaki", "tan"},
	"multi": {"multicolor", "multicolour", "multicolored", "multicoloured", "multi-color", "multi-colour", "multi-colored", "multi-coloured", "rainbow"},
}

// colors returns the colors that the query names.
func (p *parser) colors() (found []string) {
	if !colorGate.isOpen(p.text) {
		return nil
	}
	for _, m := range colorRule.FindAllStringSubmatchIndex(p.text, -1) {
		name := group(p.text, m, 1)
		if isThing[name] && !p.meansColor(m) || p.isPartOfName(m) {
			continue
		}
		if name = strings.ReplaceAll(name, "gray", "grey"); !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	return found
}

// isPartOfName reports whether a match of a color is a part of the name of a product: "green tea", "gold plated".
func (p *parser) isPartOfName(m []int) bool {
	before, after := p.text[:m[0]], p.text[m[1]:]
	if m[1] > m[3] { // "green color coconut oil"
		return false
	}
	return notColored[firstWord(after)] || strings.HasPrefix(after, "-") || tastedRule.MatchString(after) || tastesRule.MatchString(before) ||
		platedRule.MatchString(after) || coatRule.MatchString(before) || strings.HasSuffix(before, "for ") && peopleRule.MatchString(after) ||
		partRule.MatchString(after) && withRule.MatchString(before)
}

// meansColor reports whether a match of a thing's name means a color.
func (p *parser) meansColor(m []int) bool {
	before := p.text[:m[0]]
	return m[1] > m[3] || thingRule.MatchString(before) && !coveredRule.MatchString(before)
}
