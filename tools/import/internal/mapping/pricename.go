package mapping

import (
	"regexp"
	"slices"
	"strings"
)

// Words that say whether a price includes tax.
var (
	taxNames = set("vat tax taxes gst hst mwst ust steuer iva btw tva taxe moms kdv alv dph impuestos imposto")
	withTax  = set("incl including inclusive included inc with inkl inklusive mit con avec compris comprise comprises incluido inclusa inclus com met med")
	netWords = set("excl excluding exclusive excluded exc ex without before exkl exklusive zzgl ohne hors sans sin sem senza esclusa zonder uten utan exclu")
	// These words need no name of a tax.
	grossAlone = set("ttc brutto gross bruto lordo")
	netAlone   = set("ht net netto neto")
)

// A taxing says whether a price includes tax.
type taxing int

const (
	unsaid taxing = iota
	gross
	net
)

// taxOf splits the words of a column name into what they say about tax and the other words.
func taxOf(name []string) (t taxing, rest []string) {
	hasTax := slices.ContainsFunc(name, func(w string) bool { return taxNames[w] })
	for _, w := range name {
		switch {
		case grossAlone[w], hasTax && withTax[w]:
			t = gross
		case netAlone[w], hasTax && netWords[w]:
			t = net
		case hasTax && taxNames[w] || w == "of" && hasTax:
		default:
			rest = append(rest, w)
		}
	}
	if t == unsaid {
		return unsaid, name
	}
	return t, rest
}

// matchColumn is bestMatch for a whole column name. A price of the shop's own costs matches nothing. A price without
// tax is a NetPrice. A price with tax is preferred to one that says nothing about tax.
func matchColumn(name []string) (match, bool) {
	if m, ok := optionColumn(name); ok {
		return m, true
	}
	tax, rest := taxOf(name)
	m, ok := bestMatch(rest)
	if !ok || !isPrice(m.field) {
		return bestMatch(name)
	}
	if slices.ContainsFunc(rest, func(w string) bool { return notSelling[w] }) {
		return match{}, false
	}
	switch {
	case tax == gross:
		m.unknown = -1
	case tax == net && (m.field == Price || m.field == reducedPrice):
		m.field = NetPrice
	case tax == net:
		return match{}, false
	}
	return m, true
}

func isPrice(f Field) bool { return f == reducedPrice || slices.Contains(PriceFields, f) }

var optionName = regexp.MustCompile(`^(?:product |variant )?(?:option|attribute|variation) (?:\d+ )?(name|value|values|value s)(?: \d+)?$`)

// optionColumn matches columns such as "Option1 Name" and "Attribute 2 value(s)".
func optionColumn(name []string) (match, bool) {
	parts := optionName.FindStringSubmatch(strings.Join(name, " "))
	if parts == nil {
		return match{}, false
	}
	if parts[1] == "name" {
		return match{field: OptionNames}, true
	}
	return match{field: OptionValues}, true
}
