package row

import (
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// states maps the words for the states of a product. Offered is "".
var states = wordMap(map[string]string{
	"": "true yes y 1 on active activated published publish visible enabled enable both catalog search online live public listed available " +
		"catalog,search catalogsearch catalog&search ja oui si sí sim da aktiv actif activo attivo approved for_sale forsale buyable discoverable",
	"draft": "draft drafts drafted pending pending_review future scheduled auto-draft proposed unpublished -1 incomplete new_draft entwurf brouillon borrador bozza concept rascunho staging",
	"hidden": "false no n 0 off inactive deactivated hidden private archived archive trash trashed none disabled disable invisible offline deleted removed unlisted " +
		"notvisible notvisibleindividually rejected closed ended expired nein non não inaktiv inactif inactivo suspended blocked not_for_sale notforsale password",
})

// wordMap turns lists of words into a map from each word to its meaning.
func wordMap(lists map[string]string) map[string]string {
	m := map[string]string{}
	for meaning, words := range lists {
		for w := range strings.FieldsSeq(words) {
			m[w] = meaning
		}
	}
	return m
}

// compact returns text in lower case without white space.
func compact(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), "") }

// state returns the most restrictive state that the row states: draft, else hidden, else offered.
func (r *row) state() catalog.State {
	found := r.stated(r.cells(mapping.State), mapping.State)
	found = stricter(found, r.hidden())
	visibility := r.filled(r.values, mapping.Visibility)
	if r.isVariant() {
		visibility = r.filled(r.parent, mapping.Visibility)
		found = stricter(found, r.stated(r.filled(r.parent, mapping.State), mapping.State))
	}
	return stricter(found, r.stated(visibility, mapping.Visibility))
}

func (r *row) stated(cells []cell, f mapping.Field) (found catalog.State) {
	for _, c := range cells {
		text := r.meaning(f, c.first())
		s, ok := states[compact(text)]
		if !ok && f == mapping.State && availabilities[availabilityKey(text)] != "" {
			continue // a status such as "sold out"; see availability
		}
		if !ok {
			r.warn(f, "not a known state: ignored", text)
		}
		found = stricter(found, catalog.State(s))
	}
	return found
}

// hidden returns the state from columns such as "Hidden" and "Draft".
func (r *row) hidden() (found catalog.State) {
	for _, c := range r.cells(mapping.Hidden) {
		yes, ok := truth(c.first())
		switch {
		case !ok:
			r.warn(mapping.Hidden, "not yes or no: ignored", c.first())
		case yes && r.drafts[c.column]:
			found = stricter(found, catalog.Draft)
		case yes:
			found = stricter(found, catalog.Hidden)
		}
	}
	return found
}

func stricter(a, b catalog.State) catalog.State {
	if a == catalog.Draft || b == "" {
		return a
	}
	return b
}

// first returns the first text of the cell.
func (c cell) first() string {
	if all := c.Strings(); len(all) > 0 {
		return strings.TrimSpace(all[0])
	}
	return ""
}

var truths = wordMap(map[string]string{
	"yes": "true yes y 1 on ja oui si sí sim da t x allow allowed continue notify enabled checked adult wahr vrai vero verdadero",
	"no":  "false no n 0 off nein non não f deny denied disabled unchecked falsch faux falso disallow",
})

// truth reads yes or no. It returns false for ok if text is neither.
func truth(text string) (yes, ok bool) {
	word, ok := truths[compact(text)]
	return word == "yes", ok
}

// isTrue reports whether the field says yes.
func (r *row) isTrue(f mapping.Field) bool {
	text := r.text(f)
	yes, ok := truth(r.meaning(f, text))
	if text != "" && !ok {
		r.warn(f, "not yes or no: ignored", text)
	}
	return yes
}
