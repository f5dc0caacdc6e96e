package query

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"shopfyp.dev/shared/wordset"
)

var (
	// "for my 10-year-old son", "my husband can wear", "my daughter needs"
	relativeRule = regexp.MustCompile(`\b(?:my|our|his|her|their)\s+(?:[\w'-]+\s+){0,3}?(` + relatives + `|bf|gf)(?:'?s)?\b`)
	// "for a toddler", "for kids", "for a woman who"
	forRule = regexp.MustCompile(`\bfor\s+(?:(?:a|an|the|my|our|his|her|their|some|any|all|small|young|little|big|tall|older|adult|new|size|\d{1,2}[\s-]?(?:yo|(?:years?|yrs?)[\s-]?olds?))\s+){0,3}?(` + people + `|` + relatives + `|` + acquaintances + `)\b`)
	// "10 yo son"
	agedRule = regexp.MustCompile(`\b\d{1,2}[\s-]?(?:yo|(?:years?|yrs?)[\s-]?olds?)\s+(` + people + `|` + relatives + `)\b`)
	// "baby boy clothes", "toddler girl shoes"
	littleRule = regexp.MustCompile(`\b(baby|newborn|infant|toddler)s?\s+(?:boys?|girls?)\b`)
	// "for him", "gifts for her"
	pronounRule = regexp.MustCompile(`\bfor (him|her)\b`)
	// "teacher gift"
	giftRule = regexp.MustCompile(`\b(` + acquaintances + `|` + relatives + `|bf|gf|` + people + `)(?:'?s)?\s+(?:birthday |christmas |appreciation |thank you )?(?:gifts?|presents?)\b`)
	// "women's shoes", "mens socks"
	possessiveRule = regexp.MustCompile(`\b(women|woman|men|man|boy|girl|kid|children|child|toddler|ladie|lady|teen|baby)(?:'s|s'|s)\b`)
	// "women running shoes", "shoes size 7 men"
	barePeopleRule = regexp.MustCompile(`\b(women|men|ladies|unisex|females?|males?)(?:\s|[^\w'\s]|$)`)
	// andRule matches another person after a person: "boys and girls", "women and 12 for men".
	andRule = regexp.MustCompile(`^(?:'?s)?\s*(?:and|or|&|/|\+)\s*(?:\d+\s+)?(?:for\s+)?(?:my\s+)?(` + people + `|` + relatives + `)(?:'?s)?\b`)
	// shownRule matches the text before people that the product shows: "a print that has women on it".
	shownRule = regexp.MustCompile(`\b(?:has|have|featuring|showing|depicting|it'?s an?)\s+$`)
	// teenRule matches the words that make a girl or a boy a teenager.
	teenRule = regexp.MustCompile(`\bteen(?:s|agers?|aged?)?\b`)
	// childRule matches the words that make a female or male recipient a girl or a boy.
	childRule = regexp.MustCompile(`\b(?:kids?|child(?:ren)?)(?:'?s)?\b`)
	// "10-year-old", "5 years old", "aged 8"
	ageRule = regexp.MustCompile(`\b(?:(\d{1,3})[\s-]?(?:yo\b|(?:years?|yrs?|yo)[\s-]?olds?\b)|aged?\s(\d{1,2})\b)`)
	// agesRule matches a range of ages: "3-5 year olds", "ages 3 to 5".
	agesRule = regexp.MustCompile(`\b(?:\d{1,2}\s*(?:-|–|to|and)\s*(\d{1,2})[\s-]?(?:years?|yrs?)[\s-]?olds?|age[ds]?\s\d{1,2}\s*(?:-|–|to|and)\s*(\d{1,2}))\b`)
	// monthsRule matches the age of a baby: "18 month old".
	monthsRule = regexp.MustCompile(`\b(\d{1,2})[\s-]?months?[\s-]?olds?\b`)

	recipientRules = []*regexp.Regexp{relativeRule, forRule, agedRule, littleRule, possessiveRule, giftRule, pronounRule, barePeopleRule}
)

const (
	relatives = `sons?|daughters?|husband|wife|boyfriend|girlfriend|fianc[eé]e?|brother|sister|nephew|niece|grandson|granddaughter|` +
		`grandsons|granddaughters|dad|daddy|father|mom|mum|mommy|mother|grandma|grandmother|grandpa|grandfather|uncle|aunt|toddler|baby|kids?|child(?:ren)?|boy|girl`
	acquaintances = `teachers?|nurses?|coach(?:es)?|boss|coworkers?|colleagues?|friends?|neighbou?rs?|hostess`
	people        = `women|woman|men|man|guys?|gents|gentlemen|ladies|lady|boys?|girls?|kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|infants?|newborns?|teens?|teenagers?|adults?`
)

// notPeople holds words that make the person before them part of a product's name: "baby shower", "woman sculpture".
var notPeople = wordset.New(`shower showers shark yoda sculpture statue figurine love candle cave card cards day pants wearing doll dolls`)

// babyColors holds words that make a color of "baby": "baby blue".
var babyColors = wordset.New(`blue pink powder yellow green`)

// plugRule matches words of products whose plugs are male or female.
var plugRule = regexp.MustCompile(`\b(?:cables?|connectors?|adapters?|converters?|hdmi|usb|coax(?:ial)?|plugs?|jacks?|sockets?|threads?|male[\s-]+(?:to[\s-]+)?(?:fe)?male)\b`)

// recipient returns the recipient of the product and their age, or zero values if the query names neither.
func (p *parser) recipient() (who string, age int) {
	byAge, age := p.age()
	for _, rule := range p.recipientRules() {
		for _, m := range rule.FindAllStringSubmatchIndex(p.text, -1) {
			if p.isPerson(m) {
				return p.child(p.both(m)), age
			}
		}
	}
	if byAge == "" {
		age = 0 // of anyone
	}
	return byAge, age
}

// recipientRules returns the rules that can match the text.
func (p *parser) recipientRules() []*regexp.Regexp {
	if !recipientGate.isOpen(p.text) {
		return nil
	}
	return recipientRules
}

// age returns the recipient that an age means, and the age in years. A range of ages has none.
func (p *parser) age() (who string, age int) {
	if !p.hasDigit() {
		return "", 0
	}
	if m := agesRule.FindStringSubmatch(p.text); m != nil {
		last, _ := strconv.Atoi(cmp.Or(m[1], m[2]))
		return childOf(last), 0
	}
	if m := monthsRule.FindStringSubmatch(p.text); m != nil {
		if months, _ := strconv.Atoi(m[1]); months >= 12 {
			return "toddler", 0
		}
		return "baby", 0
	}
	if m := ageRule.FindStringSubmatch(p.text); m != nil {
		age, _ = strconv.Atoi(cmp.Or(m[1], m[2]))
	}
	return childOf(age), age
}

// childOf returns the recipient of an age in years if it is a child's.
func childOf(age int) string {
	if age > 0 && age < 13 {
		return "kids"
	}
	return ""
}

// isPerson reports whether a match of a rule names a person and not a part of a product's name.
func (p *parser) isPerson(m []int) bool {
	who, next := group(p.text, m, 1), firstWord(p.text[m[3]:])
	if next == "s" { // "women's"
		next = firstWord(p.text[m[1]:])
	}
	switch {
	case notPeople[next], strings.HasPrefix(who, "bab") && babyColors[next], strings.Contains(who, "male") && plugRule.MatchString(p.text):
		return false
	}
	return !shownRule.MatchString(p.text[:m[0]])
}

// both returns the person of a match, or the group that it forms with the next person. It returns "" for other pairs:
// no product suits all of them better than others.
func (p *parser) both(m []int) string {
	who := person(group(p.text, m, 1))
	and := andRule.FindStringSubmatch(p.text[m[3]:])
	if and == nil {
		return who
	}
	other := person(and[1])
	switch who + " " + other {
	case "women men", "men women":
		return "adults"
	case "boys girls", "girls boys":
		return "kids"
	}
	if who == other {
		return who
	}
	return ""
}

// child returns girls or boys instead of a female or male recipient if the query also names children: "female kids shoes".
// It returns teens instead of girls or boys if the query names teenagers: "teenage girls".
func (p *parser) child(who string) string {
	named := barePeopleRule.FindString(p.text)
	switch {
	case (who == "girls" || who == "boys") && teenRule.MatchString(p.text):
		return "teens"
	case who != "kids" && who != "women" && who != "men" || !childRule.MatchString(p.text):
		return who
	case strings.HasPrefix(named, "female"):
		return "girls"
	case strings.HasPrefix(named, "male"):
		return "boys"
	}
	return who
}
