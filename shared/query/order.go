package query

import (
	"cmp"
	"regexp"
	"strconv"
)

// An Order is a criterion by which a shopper wants products sorted. "" means relevance.
type Order string

// The orders.
const (
	Cheapest  Order = "cheapest"
	Priciest  Order = "priciest"
	Newest    Order = "newest"
	BestRated Order = "bestRated"
)

// orders lists the rules for each order.
var orders = []struct {
	order Order
	rule  *regexp.Regexp
}{
	// "the cheapest", "lowest price", "price low to high"
	{Cheapest, regexp.MustCompile(`\b(?:(?:sort(?:ed)? )?(?:by )?price[\s:,]+)?(?:low(?:est)? to high(?:est)?|cheap(?:est)? first)\b|` +
		`\b(?:the )?(?:cheapest|lowest[\s-]pric(?:es?|ed)|least expensive|most affordable)\b`)},
	// "most expensive", "price high to low"
	{Priciest, regexp.MustCompile(`\b(?:(?:sort(?:ed)? )?(?:by )?price[\s:,]+)?(?:high(?:est)? to low(?:est)?|(?:most )?expensive first)\b|` +
		`\b(?:the )?(?:most expensive|highest[\s-]pric(?:es?|ed)|priciest)\b`)},
	// "newest", "new arrivals"
	{Newest, regexp.MustCompile(`\b(?:the )?(?:newest(?: first)?|latest first|most recent|new(?:est)? arrivals?(?: of)?|newly (?:arrived|added))\b`)},
	// "best rated", "highly rated", "with good reviews"
	{BestRated, regexp.MustCompile(`\b(?:the |with )?(?:the )?(?:best|top|highest|highly|well|good|great|excellent)[\s-]+(?:customer |user )?(?:rated|reviewed|ratings?|reviews?)\b|` +
		`\bsort(?:ed)? by rating\b`)},
}

// order consumes the words that ask for an order and returns the order, or "".
func (p *parser) order() Order {
	for i, o := range orders {
		if !orderGates[i].isOpen(p.text) {
			continue
		}
		if m := o.rule.FindStringIndex(p.text); m != nil {
			p.consume(m[0], m[1])
			return o.order
		}
	}
	return ""
}

const (
	starsNumber = `([1-5](?:[.,]\d)?)`
	atLeast     = `(?:at least|min(?:imum)?(?: of)?|over|above|more than|better than|>=?)`
	orMore      = `(?:or (?:more|above|higher|better|over|up)|and (?:up|above|over|higher|more)|plus|min(?:imum)?)`
)

// ratingRules match a minimum rating. A bare number of stars is none: "5 star notebook".
var ratingRules = []*regexp.Regexp{
	// "at least 4 stars", "with 4 stars", "rated over 4.5 stars"
	regexp.MustCompile(`(?:\b(?:and |with |that (?:has|have|is|are) |which (?:has|have) )?(?:a )?(?:rat(?:ed|ing)(?: of| is)? )?` + atLeast + `|\b(?:with|has|have|rated)(?: a)?)\s*` +
		starsNumber + `\s*\+?[\s-]*stars?\b(?:\s+(?:` + orMore + `|rat(?:ed|ings?)|reviews?))?`),
	// "4 stars or more", "4+ stars", "4 stars and up"
	regexp.MustCompile(`\b(?:with )?` + starsNumber + `\s*(?:\+\s*-?stars?\b|-?\s?stars?\s*(?:\+|` + orMore + `\b))(?:\s+(?:rat(?:ed|ings?)|reviews?))?`),
	// "rated 4 or higher", "rating above 4"
	regexp.MustCompile(`\brat(?:ed|ings?)\s+(?:of )?(?:` + atLeast + `\s*` + starsNumber + `\b|` + starsNumber + `\s*(?:\+|` + orMore + `\b))`),
}

// rating consumes and returns the minimum rating, or 0.
func (p *parser) rating() float64 {
	if !p.hasDigit() {
		return 0
	}
	for _, rule := range ratingRules {
		m := rule.FindStringSubmatchIndex(p.text)
		if m == nil || p.continues(m[1]) {
			continue
		}
		number := group(p.text, m, 1)
		if rule.NumSubexp() > 1 {
			number = cmp.Or(number, group(p.text, m, 2))
		}
		stars, _ := strconv.ParseFloat(number[:1]+"."+number[min(2, len(number)):]+"0", 64)
		if stars > maxStars {
			continue
		}
		p.consume(m[0], m[1])
		return stars
	}
	return 0
}

// maxStars is the best rating.
const maxStars = 5

// RatingFit compares a mean rating, which is 0 without ratings, with the minimum of f.
func (f *Filters) RatingFit(rating float64) Fit {
	switch {
	case f.MinRating == 0:
		return Fits
	case rating == 0:
		return Unknown
	case rating < f.MinRating:
		return Misses
	}
	return Fits
}
