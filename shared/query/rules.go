package query

import "regexp"

// All rules are here; they are applied in this order, and what one has taken the next does not see:
// price, what is not wanted, recipient and age, colour. Texts are in lower case.

// Prices. An amount is a number with its currency before or behind it: "$1,200", "30 pounds", "19.99 eur".
const (
	number = `(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)`
	before = `(?:(us\$|au?\$|ca?\$|[$£€₹¥₱]|usd|gbp|eur|inr|php|rs\.?)\s?)?`
	behind = `(?:[\s-]?(dollars?|bucks|usd|us\$|pounds|quid|gbp|euros?|eur|rupees?|rs|inr|pesos?|php|yen|jpy|[$£€₹¥₱])(?:\W|$))?`
	amount = before + number + behind
)

var (
	// "between $20 and $40", "priced from 324 to 623 pesos", "20-40 dollars"
	betweenRule = regexp.MustCompile(`(\bbetween|\bfrom|\branging from|\brange (?:of|from)|\bpriced?(?: at)?)?(?:\s+|^)` + amount + `\s*(?:and|to|-|–)\s*` + amount)
	// "under $50", "for less than 30 pounds", "budget of 40 euros"
	maxRule = regexp.MustCompile(`\b(?:under|below|beneath|(?:less|lower|cheaper|no more|not more) than|at most|up to|not over|not exceeding|within|` +
		`max(?:imum)?(?: price)?(?: of| is)?|budget(?: of| is)?)(?: about| around)?\s+` + amount)
	// "$50 or less", "30 pounds max"
	maxAfterRule = regexp.MustCompile(amount + `\s*(?:or less|or under|or below|or cheaper|max\b|maximum|at most|tops)`)
	// "over 98 pesos", "costs more than 20 usd"
	minRule = regexp.MustCompile(`\b(?:over|above|(?:more|greater|higher|no less|not less) than|at least|starting (?:at|from)|min(?:imum)?(?: price)?(?: of| is)?)\s+` + amount)
	// "$20 or more", "50 euros and up"
	minAfterRule = regexp.MustCompile(amount + `\s*(?:or more|or above|or over|and up|and above)\b`)

	// What is left of the talk about a price that was taken out: "and priced", "for", "that cost".
	danglingRule = regexp.MustCompile(`(?:[\s,.]|\b(?:and|but|for|that|which|is|are|with|at|a|the|in|my|price[ds]?|costs?|costing|prices?))*\s*[.!?]?\s*$`)

	// A number without a currency is a price where one is spoken of just before ...
	pricedRule = regexp.MustCompile(`\b(?:price[ds]?|cost(?:s|ing)?|budget|spend(?:ing)?|pay(?:ing)?|for)\s*(?:is|range|of|at)?\s*$`)
	// ... or where nothing follows that it could count, and it is not the age or the size of somebody.
	nothingCountedRule = regexp.MustCompile(`^\s*(?:$|[,;!?]|\.(?:\s|$)|please\b|for\b)`)
	otherMeasureRule   = regexp.MustCompile(`\b(?:age[ds]?|sizes?|kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|boys?|girls?|m[ae]n|wom[ae]n|people|players?|adults?|years?|months?)\s*$`)
	// Pounds are a weight where one is spoken of.
	weightRule = regexp.MustCompile(`\b(?:weigh\w*|weights?|capacity|hold(?:s|ing)?|lift(?:s|ing)?|dumbbells?|kettlebells?)\b`)
)

// currencies are what the words of amounts may mean, what they mean by themselves first.
var currencies = map[string][]string{
	"$": dollars, "dollar": dollars, "bucks": dollars, "usd": {"USD"}, "us$": {"USD"}, "a$": {"AUD"}, "au$": {"AUD"}, "c$": {"CAD"}, "ca$": {"CAD"},
	"£": {"GBP"}, "pound": {"GBP"}, "quid": {"GBP"}, "gbp": {"GBP"}, "€": {"EUR"}, "euro": {"EUR"}, "eur": {"EUR"},
	"₹": rupees, "rupee": rupees, "rs": rupees, "inr": {"INR"}, "₱": {"PHP"}, "php": {"PHP"}, "peso": {"PHP", "MXN", "ARS", "CLP", "COP"},
	"¥": {"JPY", "CNY"}, "yen": {"JPY"}, "jpy": {"JPY"},
}

var (
	dollars = []string{"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD"}
	rupees  = []string{"INR", "PKR", "LKR", "NPR"}
)

// What is not wanted.
var (
	// "without wheels", "with no lace", "no added sugar", "does not contain bpa", "free of parabens"; "not" alone says too
	// many other things: "watch the game not your phone".
	withoutRule = regexp.MustCompile(`\b(without|with out|w/o|(?:with|contain(?:s|ing)?|ha(?:s|ve|ving)) no|do(?:es)?(?: not|n'?t) (?:have|contain|come with)|` +
		`free (?:of|from)|excluding|no|non)[\s-]+(?:(?:any|a|an|the|added|my|its)\s+)*`)
	// "sugar free", "gluten-free"
	freeRule = regexp.MustCompile(`([\p{L}]+)[\s-]free\b`)
)

// What "no" and "non" say of a product that has something: no-slip soles, no-show socks.
var notNegated = words(`slip slippable slippery slop stick skid show sew iron matter problem longer more less than pull bake drill touch name one brand doubt
	idea break shred tear tears tangle spill fog woven oem marking marring stretch fiction prescription nonsense boundaries filter need tie rush
	slipping and or thanks worries stop sense`)

// What "without" says of the shopper, not of the product.
var notWithout = words(`breaking spending paying having being getting using losing hurting a doubt prejudice it that this`)

// What "X free" says of something else: "hands free", "for free", "buy one get one free".
var notFree = words(`hands hand for be is are was get buy one and or with which that a the of stress hassle worry care duty tax risk it come comes
	maintenance totally completely wrinkle royalty ad also from really not shipping`)

// What follows "X free" where nothing is missing from the product: "speaker free delivery".
var freeThings = words(`shipping delivery returns return gift sample samples trial status size of from people`)

// boundaries end what is not wanted: "without sleeves for a wedding".
var boundaries = words(`and or but with for in on that which who is are it to from at by of please also i so when while if as than without no non free under
	below over above has have can should must because just only will would`)

// For whom.
var (
	// "for my 10-year-old son", "my husband can wear", "my daughter needs"
	relativeRule = regexp.MustCompile(`\b(?:my|our|his|her|their)\s+(?:[\w'-]+\s+){0,3}?(` + relatives + `)(?:'?s)?\b`)
	// "for a toddler", "for kids", "for a woman who"
	forRule = regexp.MustCompile(`\bfor\s+(?:(?:a|an|the|some|any|all|small|young|little|big|tall|older|adult|new|size|\d{1,2}[\s-]?(?:years?|yrs?|yo)[\s-]?olds?)\s+){0,3}?(` + people + `|` + relatives + `)\b`)
	// "women's shoes", "mens socks"
	possessiveRule = regexp.MustCompile(`\b(women|woman|men|man|boy|girl|kid|children|child|toddler|ladie|lady|teen|baby)(?:'s|s'|s)\b`)
	// "women running shoes", "shoes size 7 men"
	barePeopleRule = regexp.MustCompile(`\b(women|men|ladies|unisex)\b`)
	// "10-year-old", "5 years old", "aged 8"
	ageRule = regexp.MustCompile(`\b(?:(\d{1,3})[\s-]?(?:years?|yrs?|yo)[\s-]?olds?\b|aged?\s(\d{1,2})\b)`)
)

const (
	relatives = `sons?|daughters?|husband|wife|boyfriend|girlfriend|fianc[eé]e?|brother|sister|nephew|niece|grandson|granddaughter|` +
		`grandsons|granddaughters|dad|daddy|father|mom|mum|mommy|mother|grandma|grandmother|grandpa|grandfather|uncle|aunt|toddler|baby|kids?|child(?:ren)?|boy|girl`
	people = `women|woman|men|man|ladies|lady|boys?|girls?|kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|infants?|newborns?|teens?|teenagers?|adults?`
)

// notPeople are words behind a person's that make it a thing: "for baby shower", "woman sculpture".
var notPeople = words(`shower showers blue pink powder shark yoda sculpture statue figurine love candle cave card cards day pants wearing doll dolls`)

// Colours.
var (
	colorRule = regexp.MustCompile(`\b(` + colorNames + `|` + thingNames + `)(?:[\s-]?colou?r(?:ed)?)?\b`)
	// A thing's name is a colour only where it is called one: "olive colour", "in the colour olive", or "in olive" of
	// what nothing is covered in.
	thingRule   = regexp.MustCompile(`\b(?:in|colou?r(?:ed)?(?: is| of)?)\s+$`)
	coveredRule = regexp.MustCompile(`\b(?:covered|dipped|coated|drenched|packed|cooked) in\s+$`)
)

const (
	colorNames = `black|white|red|blue|green|yellow|orange|purple|pink|brown|gr[ae]y|silver|gold(?:en)?|beige|ivory|navy|turquoise|teal|maroon|` +
		`burgundy|khaki|violet|magenta|dark(?:blue|grey|gray|green|red|brown)|multi-?colou?r(?:ed)?|rainbow`
	thingNames = `olive|cream|peach|coral|lavender|charcoal|amber|mustard|tan|bronze|copper|mint|rose|plum|rust|wine|camel|chocolate|lilac`
)

// notColored are words behind a colour's that make it the name of something: "green tea", "rose gold" is one colour.
var notColored = words(`tea teas wine rice beans bean pepper juice light noise sugar onion salt velvet friday bull box board boards flavor flavour flavored
	scent scented essential chocolate fish blocking coffee seaweed screen corn potato curry noise peas apple cherry tooth belt plant plants truffle
	mountain dragon panther man mousse chips chip barn soda cookie cookies candy drink cake blonde`)

// baseColors are the colours that attributes tell apart, by the names that mean them.
var baseColors = map[string][]string{
	"black": {"black", "charcoal"}, "white": {"white", "ivory", "cream"}, "red": {"red", "maroon", "burgundy", "wine", "darkred", "rust"},
	"blue": {"blue", "navy", "turquoise", "teal", "darkblue"}, "green": {"green", "olive", "khaki", "mint", "teal", "darkgreen"},
	"yellow": {"yellow", "mustard", "amber"}, "orange": {"orange", "coral", "peach", "rust"},
	"purple": {"purple", "violet", "lavender", "magenta", "plum", "lilac"}, "pink": {"pink", "rose", "magenta", "peach"},
	"brown": {"brown", "tan", "camel", "chocolate", "bronze", "darkbrown", "copper"}, "grey": {"grey", "gray", "charcoal", "darkgrey", "darkgray"},
	"silver": {"silver"}, "gold": {"gold", "golden"}, "beige": {"beige", "cream", "camel", "khaki", "tan"},
	"multi": {"multicolor", "multicolour", "multicolored", "multicoloured", "multi-color", "multi-colour", "multi-colored", "multi-coloured", "rainbow"},
}
