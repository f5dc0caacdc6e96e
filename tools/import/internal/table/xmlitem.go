package table

import (
	"encoding/xml"
	"slices"
	"strings"
)

// itemBuilder collects the values of one element.
type itemBuilder struct {
	in     *xmlInput
	space  string // namespace of the element
	cells  []cell
	google []bool         // per cell: the value has the namespace of product feeds
	index  map[string]int // cell by column
	markup int            // depth inside HTML
	size   int            // bytes of the texts
	added  int            // bytes of the values and their columns
	fault  *Fault
}

// write appends s to a text unless the record is too long.
func (b *itemBuilder) write(text *strings.Builder, s string) {
	if b.size += len(s); b.size > MaxRecord {
		b.tooLong()
		return
	}
	text.WriteString(s)
}

func (b *itemBuilder) tooLong() {
	if b.fault == nil {
		b.fault = line{}.tooLong()
	}
}

// name returns the column of a child. Names in the namespace of product feeds lose their prefix, as in a feed in TSV.
func (b *itemBuilder) name(prefixes map[string]string, e xml.StartElement, parent string) string {
	name := e.Name.Local
	switch space := e.Name.Space; {
	case space == "", space == b.space, isGoogle(space):
	case prefixes[space] != "":
		name = prefixes[space] + ":" + name
	case !strings.Contains(space, "/"):
		name = space + ":" + name // a prefix without a declaration
	}
	if label := attribute(e, "name", "code", "key"); label != "" && len(label) <= 100 {
		name += "." + label
	}
	switch {
	case parent == "":
		return name
	case strings.EqualFold(name, "language"):
		return parent // a translation, as in PrestaShop
	}
	return parent + "." + name
}

// isGoogle reports whether a namespace is that of product feeds (g: and c:).
func isGoogle(space string) bool {
	return strings.HasPrefix(space, "http://base.google.com/") || space == "g"
}

// end adds the text and the attributes of an element. An element with children has a value only if it has text.
func (b *itemBuilder) end(e xml.StartElement, column, text string, children bool) {
	if b.markup > 0 {
		return
	}
	if column != "" && (!children || text != "") {
		if text == "" {
			text = attribute(e, "href")
		}
		if rel := attribute(e, "rel"); rel != "" && rel != "alternate" {
			column += "." + rel
		}
		b.add(column, text, isGoogle(e.Name.Space), isTranslation(e))
	}
	if !isTranslation(e) {
		b.attributes(e, column)
	}
}

// isTranslation reports whether an element names its language. The first language of a feed is that of the shop.
func isTranslation(e xml.StartElement) bool {
	return attribute(e, "lang", "language", "locale") != "" || strings.EqualFold(e.Name.Local, "language")
}

// structural are attributes that name and end use.
var structural = set("href rel name code key type")

// attributes adds the attributes of an element as columns.
func (b *itemBuilder) attributes(e xml.StartElement, column string) {
	for _, a := range e.Attr {
		name := a.Name.Local
		switch {
		case a.Name.Space == "xmlns", name == "xmlns":
		case column == "":
			b.add(name, a.Value, false, false)
		case !structural[name]:
			b.add(column+"."+name, a.Value, false, false)
		}
	}
}

// add adds a value. A second value of a column makes a list, unless only the first counts. A value with the namespace of
// product feeds replaces one without.
func (b *itemBuilder) add(column, text string, google, first bool) {
	if b.added += len(column) + len(text); b.added > MaxRecord {
		b.tooLong()
		return
	}
	i, known := b.index[column]
	switch {
	case !known && len(b.cells) == maxColumns:
	case !known:
		b.index[column] = len(b.cells)
		b.cells, b.google = append(b.cells, cell{column: column, value: Value{Text: text}}), append(b.google, google)
	case text == "", first && b.cells[i].value.Text != "", b.google[i] && !google:
	case google && !b.google[i]:
		b.cells[i].value, b.google[i] = Value{Text: text}, true
	default:
		b.cells[i].value = b.cells[i].value.with(text)
	}
}

// maxElements is the maximum length of a list.
const maxElements = 1_000

// with returns a list of the strings of v and s, without repetition.
func (v Value) with(s string) Value {
	all := v.Strings()
	switch {
	case len(all) == 0:
		return Value{Text: s}
	case len(all) == maxElements, slices.Contains(all, s):
		return v
	}
	return Value{List: append(all, s)}
}

// record returns the record, with the invalid bytes of the file repaired.
func (b *itemBuilder) record() keyedRecord {
	rec := keyedRecord{Record: Record{Fault: b.fault}, cells: b.cells, size: b.size + b.added}
	var raw strings.Builder
	for i := range b.cells {
		c := &b.cells[i]
		c.column = repair(b.in.original(c.column)).text
		c.value.Text = b.repair(&rec.Record, c.column, c.value.Text)
		for j, s := range c.value.List {
			c.value.List[j] = b.repair(&rec.Record, c.column, s)
		}
		if raw.Len() <= maxRaw {
			raw.WriteString(c.column + ": " + strings.Join(c.value.Strings(), ", ") + "; ")
		}
	}
	rec.Raw = excerpt([]byte(strings.TrimSuffix(raw.String(), "; ")))
	return rec
}

func (b *itemBuilder) repair(rec *Record, column, s string) string {
	r := repair(b.in.original(s))
	rec.add(column, r.text, r)
	return r.text
}
