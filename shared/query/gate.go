package query

import (
	"regexp"
	"slices"
	"strings"
)

// A gate holds texts of which each match of some rules contains one. Most queries contain none, and skip the slow patterns.
type gate struct {
	rules []*regexp.Regexp
	parts []string
}

func newGate(parts string, rules ...*regexp.Regexp) gate {
	return gate{rules, strings.Split(parts, "|")}
}

// isOpen reports whether a rule of the gate can match text.
func (g *gate) isOpen(text string) bool {
	return slices.ContainsFunc(g.parts, func(part string) bool { return strings.Contains(text, part) })
}

// The gates of the rules that do not need a digit.
var (
	spelledGate   = newGate(`dollar|buck|pound|quid|euro|rupee|peso|yen|old`, spelledRule)
	exclusionGate = newGate(`no|free|out|w/o|sans|lacking|exclud|nt|n't|isn|aren|neither|avoid|but|except|other than|-`,
		butRule, notRule, minusRule, freeRule, withoutRule)
	recipientGate = newGate(`son|daughter|husband|wife|friend|fianc|brother|sister|nephew|niece|dad|father|mom|mum|mother|grand|uncle|aunt|`+
		`toddler|bab|kid|child|boy|girl|bf|gf|teacher|nurse|coach|boss|coworker|colleague|neighbo|hostess|`+
		`women|woman|men|man|guy|gent|lad|infant|newborn|teen|adult|him|her|unisex|male`, recipientRules...)
	colorGate = newGate(`black|white|red|blue|green|yellow|orange|purple|pink|brown|gray|grey|silver|gold|beige|ivory|navy|turquoise|teal|`+
		`maroon|burgundy|khaki|violet|magenta|multi|rainbow|`+thingNames, colorRule)
	orderGates = []gate{
		newGate(`cheap|low|least|afford`, orders[0].rule),
		newGate(`high|expensive|pric`, orders[1].rule),
		newGate(`new|latest|recent`, orders[2].rule),
		newGate(`rat|review`, orders[3].rule),
	}
)
