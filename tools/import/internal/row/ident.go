package row

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"regexp"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// asin matches the product number in an Amazon URL.
var asin = regexp.MustCompile(`/(?:dp|gp/product|gp/aw/d)/([A-Z0-9]{10})(?:[/?#]|$)`)

// id returns the ID of the product. Every import of a row gives the same ID. The ID is the value of the ID column or of
// the SKU column, or a hash of this value if it is not a valid ID. Without a value, a variant's ID is a hash of its
// group and options. Otherwise the ID is the key of the group, the ASIN in the URL, or a hash of title, brand, color,
// size, options and place. The hash excludes prices, ratings and descriptions, because they change.
func (r *row) id(p *catalog.Product) catalog.ID {
	if text := r.number(mapping.ID, mapping.SKU); text != "" {
		id := catalog.ID(r.settings.IDPrefix + text)
		if id.Validate() == nil {
			return id
		}
		r.warn(mapping.ID, "not a valid product ID: replaced by a hash", text)
		return r.hashed(text)
	}
	if r.isVariant() && r.group != "" {
		return r.hashed(append([]string{r.group}, optionKey(p)...)...)
	}
	if key := r.text(mapping.Group); r.rules.Variants.Layout == mapping.Below && key != "" {
		if id := catalog.ID(r.settings.IDPrefix + key); id.Validate() == nil {
			return id
		}
		return r.hashed(key)
	}
	if len(r.columns[mapping.ID]) > 0 && !r.hasAny([]mapping.Field{mapping.ID}) {
		r.warn(mapping.ID, "empty: derived from the URL or the title", "")
	}
	if found := asin.FindStringSubmatch(r.text(mapping.URL)); found != nil {
		return catalog.ID(r.settings.IDPrefix + found[1])
	}
	return r.hashed(append([]string{p.Title, p.Brand, p.Color, place(p)}, optionKey(p)...)...)
}

// optionKey returns the values that tell variants with the same title apart. It leaves out the color, which id uses already,
// unless there is a group.
func optionKey(p *catalog.Product) (key []string) {
	if p.GroupID != "" && p.Color != "" {
		key = append(key, "color", p.Color)
	}
	if p.Size != "" {
		key = append(key, "size", p.Size)
	}
	for _, o := range p.Options {
		key = append(key, o.Name, o.Value)
	}
	return key
}

// number returns the first value of the fields that identifies the product. It warns about values that do not.
func (r *row) number(fields ...mapping.Field) string {
	for _, f := range fields {
		for _, c := range r.filled(r.values, f) {
			text := c.first()
			switch {
			case isMangled(text) && !r.own:
				r.warn(f, "changed by a spreadsheet (save the column as text): not used", text)
			case r.survey.isShared(text):
				r.warn(f, "shared by different products, perhaps without its leading zeros: not used", text)
			case text != "":
				return text
			}
		}
	}
	return ""
}

// numbers sets SKU, GTIN and MPN.
func (r *row) numbers(p *catalog.Product) {
	for f, number := range map[mapping.Field]*string{mapping.SKU: &p.SKU, mapping.GTIN: &p.GTIN, mapping.MPN: &p.MPN} {
		for _, c := range r.filled(r.values, f) {
			text := strings.TrimPrefix(oneLine(c.first()), "'") // Shopify and spreadsheets mark texts with an apostrophe
			if text != "" && !isMangled(text) && !strings.EqualFold(text, "does not apply") {
				*number = cmp.Or(*number, r.cut(f, text, maxLabel))
			}
		}
	}
}

var (
	scientific = regexp.MustCompile(`^\d(?:[.,]\d+)?E\+?\d+$`)
	broken     = regexp.MustCompile(`^#(?:N/A|NV|REF!|BEZUG!|NAME\?|VALUE!|WERT!|DIV/0!|NUM!|ZAHL!|#+)$`)
	// Spreadsheets turn "1-3" into "01.Mär", "3-Jan" or "Jan-03".
	months  = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mär|Mrz|Mai|Okt|Dez|jan|janv|fév|févr|mars|avr|juin|juil|août|sept|oct|nov|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|mrt|mei|okt|fev|out|dez)`
	asDate  = regexp.MustCompile(`^(?:\d{1,2}[.\- ]+` + months + `\.?(?:[.\- ]\d{2,4})?|` + months + `\.?[\- ]\d{2})$`)
	dateNum = regexp.MustCompile(`^(?:\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}|\d{4}-\d{2}-\d{2} 00:00:00)$`)
)

// isMangled reports whether a spreadsheet has replaced a number by its rounded form, by a date or by an error.
func isMangled(text string) bool {
	if len(text) > len("2006-01-02 00:00:00") || !strings.ContainsAny(text, "E.- #/") {
		return false
	}
	return scientific.MatchString(text) || broken.MatchString(text) || asDate.MatchString(text) || dateNum.MatchString(text)
}

// hashed returns an ID from the hash of texts.
func (r *Reader) hashed(texts ...string) catalog.ID {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return catalog.ID(r.settings.IDPrefix + hex.EncodeToString(sum[:16]))
}

// place returns the URL of the product page without query and fragment, or else the URL of the image.
func place(p *catalog.Product) string {
	u, err := url.Parse(p.URL)
	if err != nil || p.URL == "" {
		return p.ImageURL
	}
	return u.Host + u.Path
}

// groupID returns the item group ID. A group ID that a spreadsheet has changed would join different products.
func (r *row) groupID() string {
	if r.rules.Variants.Layout != mapping.Rows {
		return r.cut(mapping.Group, r.group, maxLabel)
	}
	text := r.text(mapping.Group)
	if isMangled(text) {
		r.warn(mapping.Group, "changed by a spreadsheet (save the column as text): not used", text)
		return ""
	}
	return r.cut(mapping.Group, text, maxLabel)
}
