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
	relativeRule = regexp.MustCompile(`\b(?:my|our|his|her|their)\s+(?:[\w'-]+\s+){0,3}?(` + relatives + `)(?:'?s)?\b`)
	// "for a toddler", "for kids", "for a woman who"
	forRule = regexp.MustCompile(`\bfor\s+(?:(?:a|an|the|some|any|all|small|young|little|big|tall|older|adult|new|size|\d{1,2}[\s-]?(?:yo|(?:years?|yrs?)[\s-]?olds?))\s+){0,3}?(` + people + `|` + relatives + `|` + acquaintances + `)\b`)
	// "10 yo son"
	agedRule = regexp.MustCompile(`\b\d{1,2}[\s-]?(?:yo|(?:years?|yrs?)[\s-]?olds?)\s+(` + people + `|` + relatives + `)\b`)
	// "for him", "gifts for her"
	pronounRule = regexp.MustCompile(`\bfor (him|her)\b`)
	// "teacher gift"
	giftRule = regexp.MustCompile(`\b(` + acquaintances + `|` + relatives + `|` + people + `)(?:'s)?\s+(?:birthday |christmas |appreciation |thank you )?(?:gifts?|presents?)\b`)
	// "women's shoes", "mens socks"
	possessiveRule = regexp.MustCompile(`\b(women|woman|men|man|boy|girl|kid|children|child|toddler|ladie|lady|teen|baby)(?:'s|s'|s)\b`)
	// "women running shoes", "shoes size 7 men"
	barePeopleRule = regexp.MustCompile(`\b(women|men|ladies|unisex|females?|males?)\b`)
	// childRule matches the words that make a female or male recipient a girl or a boy.
	childRule = regexp.MustCompile(`\b(?:kids?|child(?:ren)?)(?:'?s)?\b`)
	// "10-year-old", "5 years old", "aged 8"
	ageRule = regexp.MustCompile(`\b(?:(\d{1,3})[\s-]?(?:yo\b|(?:years?|yrs?|yo)[\s-]?olds?\b)|aged?\s(\d{1,2})\b)`)

	recipientRules = []*regexp.Regexp{relativeRule, forRule, agedRule, possessiveRule, giftRule, pronounRule, barePeopleRule}
)

const (
	relatives = `sons?|daughters?|husband|wife|boyfriend|girlfriend|fianc[eé]e?|brother|sister|nephew|niece|grandson|granddaughter|` +
		`grandsons|granddaughters|dad|daddy|father|mom|mum|mommy|mother|grandma|grandmother|grandpa|grandfather|uncle|aunt|toddler|baby|kids?|child(?:ren)?|boy|girl`
	acquaintances = `teacher|nurse|coach|boss|coworker|colleague|friend|neighbou?r|hostess`
	people        = `women|woman|men|man|ladies|lady|boys?|girls?|kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|infants?|newborns?|teens?|teenagers?|adults?`
)

// notPeople holds words that make the person before them part of a product's name: "baby shower", "woman sculpture".
var notPeople = wordset.New(`shower showers blue pink powder shark yoda sculpture statue figurine love candle cave card cards day pants wearing doll dolls`)

// plugRule matches words of products whose plugs are male or female.
var plugRule = regexp.MustCompile(`\b(?:cables?|connectors?|adapters?|converters?|hdmi|usb|coax(?:ial)?|plugs?|jacks?|sockets?|threads?|male[\s-]+(?:to[\s-]+)?(?:fe)?male)\b`)

// recipient returns the recipient of the product and their age, or zero values if the query names neither.
func (p *parser) recipient() (who string, age int) {
	if p.hasDigit() {
		if m := ageRule.FindStringSubmatch(p.text); m != nil {
			age, _ = strconv.Atoi(cmp.Or(m[1], m[2]))
		}
	}
	for _, rule := range recipientRules {
		for _, m := range rule.FindAllStringSubmatchIndex(p.text, -1) {
			if who := group(p.text, m, 1); !notPeople[firstWord(p.text[m[1]:])] && !(strings.Contains(who, "male") && plugRule.MatchString(p.text)) {
				return p.child(person(who)), age
			}
		}
	}
	if age > 0 && age < 13 {
		return "kids", age
	}
	return "", 0
}

// child returns girls or boys instead of a female or male recipient if the query also names children: "female kids shoes".
func (p *parser) child(who string) string {
	named := barePeopleRule.FindString(p.text)
	switch {
	case who != "kids" && who != "women" && who != "men" || !childRule.MatchString(p.text):
		return who
	case strings.HasPrefix(named, "female"):
		return "girls"
	case strings.HasPrefix(named, "male"):
		return "boys"
	}
	return who
}
