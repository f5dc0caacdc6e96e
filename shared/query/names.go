package query

import (
	"strings"

	"shopfyp.dev/shared/wordset"
)

// Names knows the names of a catalog.
type Names interface {
	// IsName reports whether a phrase in lower case is the name of a brand, or is written as a name in titles. A single
	// word is a name only if it is a brand.
	IsName(phrase string) bool
}

// maxNameWords is the maximum number of words of a name.
const maxNameWords = 5

// triggers holds the words that begin a filter, apart from colors and people.
var triggers = wordset.New(`no non not without free except but`)

// hideNames replaces the names in the text with letters that no rule matches: "pink floyd", "free people", "no 7".
// restore puts them back.
func (p *parser) hideNames(names Names) {
	if p.catalog = names; names == nil {
		return
	}
	words := wordSpans(p.text)
	for i := 0; i < len(words); i++ {
		for n := min(maxNameWords, len(words)-i); n > 1; n-- {
			phrase := words[i : i+n]
			if name := (span{phrase[0].from, phrase[n-1].to}); p.triggers(phrase) && names.IsName(p.word(name)) {
				p.hide(name)
				i += n - 1
				break
			}
		}
	}
}

// triggers reports whether a rule may match a word of a phrase.
func (p *parser) triggers(phrase []span) bool {
	for _, s := range phrase {
		w := p.word(s)
		if triggers[w] || describes(w) || isThing[w] {
			return true
		}
	}
	return false
}

// A hidden name is its position and its text.
type hidden struct {
	span
	text string
}

func (p *parser) hide(s span) {
	p.names = append(p.names, hidden{s, p.word(s)})
	p.text = p.text[:s.from] + strings.Repeat("z", s.to-s.from) + p.text[s.to:]
}

// restore returns text, which has the length of the parser's text, with the hidden names.
func (p *parser) restore(text string) string {
	for _, n := range p.names {
		if strings.Trim(text[n.from:n.to], "z") == "" {
			text = text[:n.from] + n.text + text[n.to:]
		}
	}
	return text
}

// wordSpans returns the words of text: runs of letters and digits.
func wordSpans(text string) (words []span) {
	for from, w := 0, ""; ; from += len(w) {
		rest := strings.TrimLeftFunc(text[from:], isSeparator)
		from = len(text) - len(rest)
		if rest == "" {
			return words
		}
		w = rest
		if end := strings.IndexFunc(rest, isSeparator); end >= 0 {
			w = rest[:end]
		}
		words = append(words, span{from, from + len(w)})
	}
}
