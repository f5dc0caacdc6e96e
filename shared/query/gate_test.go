package query

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// TestGatesAreOpenForEveryMatch makes texts that match the rules of each gate.
func TestGatesAreOpenForEveryMatch(t *testing.T) {
	gates := append([]gate{spelledGate, exclusionGate, recipientGate, colorGate}, orderGates...)
	rng := rand.New(rand.NewPCG(1, 2))
	for _, g := range gates {
		for _, rule := range g.rules {
			matched := 0
			for range 400 {
				text := " " + example(t, rng, rule) + " "
				if !rule.MatchString(text) { // a word boundary inside the example
					continue
				}
				matched++
				if !g.isOpen(text) {
					t.Errorf("gate is closed for %q, which %v matches", text, rule)
				}
			}
			if matched < 20 {
				t.Errorf("%d examples match %v, want at least 20", matched, rule)
			}
		}
	}
}

func TestOrderGatesAreInTheOrderOfTheRules(t *testing.T) {
	if len(orderGates) != len(orders) {
		t.Fatalf("%d gates for %d orders", len(orderGates), len(orders))
	}
	for i, o := range orders {
		if !slices.Equal(orderGates[i].rules, []*regexp.Regexp{o.rule}) {
			t.Errorf("gate %d is not that of %s", i, o.order)
		}
	}
}

// example returns a random text that a rule matches, apart from its assertions.
func example(t *testing.T, rng *rand.Rand, rule *regexp.Regexp) string {
	t.Helper()
	re, err := syntax.Parse(rule.String(), syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	write(&b, rng, re)
	return b.String()
}

func write(b *strings.Builder, rng *rand.Rand, re *syntax.Regexp) {
	times := 1
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
		return
	case syntax.OpCharClass:
		b.WriteRune(re.Rune[2*rng.IntN(len(re.Rune)/2)])
		return
	case syntax.OpAlternate:
		write(b, rng, re.Sub[rng.IntN(len(re.Sub))])
		return
	case syntax.OpStar:
		times = rng.IntN(3)
	case syntax.OpPlus:
		times = 1 + rng.IntN(2)
	case syntax.OpQuest:
		times = rng.IntN(2)
	case syntax.OpRepeat:
		times = re.Min + rng.IntN(2)
	}
	for range times {
		for _, sub := range re.Sub {
			write(b, rng, sub)
		}
	}
}
