package row

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// attributeNames maps the names of attributes and options, in lower case, to fields.
var attributeNames = map[string]mapping.Field{}

func init() {
	for f, names := range map[mapping.Field]string{
		mapping.Color: "color colour colors colours color_name colour_name main_color main_colour farbe farben couleur couleurs colore colori kleur cor cores färg farve kolor barva väri renk 色 カラー 颜色",
		mapping.Size: "size sizes size_name shoe_size clothing_size ring_size größe groesse grösse schuhgröße taille tailles pointure talla tallas taglia taglie misura maat maten " +
			"tamanho tamanhos tamaño storlek størrelse rozmiar velikost beden サイズ 尺码",
		mapping.Material: "material materials fabric materiau matériau matière materiale materiaal stoff tessuto tecido materiał",
		mapping.Pattern:  "pattern muster motif motivo estampado padrão patroon",
		mapping.Gender:   "gender target_gender geschlecht genre genero género sesso geslacht",
		mapping.AgeGroup: "age_group altersgruppe", mapping.Brand: "brand marke marque marca merk",
	} {
		for name := range strings.FieldsSeq(names) {
			attributeNames[strings.ReplaceAll(name, "_", " ")] = f
		}
	}
}

// fieldOf returns the field of an attribute name, such as "Color" or "pa_color".
func fieldOf(name string) mapping.Field {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "pa_")
	return attributeNames[strings.Join(strings.Fields(strings.NewReplacer("_", " ", "-", " ").Replace(name)), " ")]
}

// attributes sets the fields that describe the product, and the options.
func (r *row) attributes(p *catalog.Product) {
	p.Color, p.Size = r.label(mapping.Color), r.label(mapping.Size)
	p.Material, p.Pattern = r.label(mapping.Material), r.label(mapping.Pattern)
	p.Gender, p.AgeGroup = r.gender(r.text(mapping.Gender)), ""
	if text := r.text(mapping.AgeGroup); text != "" {
		if p.AgeGroup = ageGroup(text); p.AgeGroup == "" {
			r.warn(mapping.AgeGroup, "not a known age group: ignored", text)
		}
	}
	if p.AgeGroup == "" {
		p.AgeGroup = ageOfGender[compact(r.text(mapping.Gender))]
	}
	p.Condition = r.condition()
	for _, o := range r.chosenOptions() {
		r.setOption(p, o, true)
	}
	for _, c := range r.cells(mapping.Attributes) {
		for _, o := range parsePairs(strings.Join(c.Strings(), ",")) {
			r.setOption(p, o, false)
		}
	}
}

// setOption sets the field that the option names. An unknown name is an option, if others is true.
func (r *row) setOption(p *catalog.Product, o catalog.Option, others bool) {
	target := map[mapping.Field]*string{
		mapping.Color: &p.Color, mapping.Size: &p.Size, mapping.Material: &p.Material, mapping.Pattern: &p.Pattern, mapping.Brand: &p.Brand,
	}[fieldOf(o.Name)]
	switch {
	case target != nil && (*target == "" || others):
		*target = o.Value
	case target != nil:
	case fieldOf(o.Name) == mapping.Gender && p.Gender == "":
		p.Gender = r.gender(o.Value)
	case fieldOf(o.Name) == mapping.AgeGroup && p.AgeGroup == "":
		p.AgeGroup = ageGroup(o.Value)
	case others && len(p.Options) < catalog.MaxOptions:
		p.Options = append(p.Options, o)
	}
}

// chosenOptions returns the options of the row in file order. A cell that lists the options of all variants gives none.
func (r *row) chosenOptions() (all []catalog.Option) {
	add := func(name, value string) {
		name, value = strings.TrimPrefix(oneLine(name), "pa_"), oneLine(value)
		known := func(o catalog.Option) bool { return strings.EqualFold(o.Name, name) }
		isPlaceholder := strings.EqualFold(name, "title") && strings.EqualFold(value, "default title")
		if name == "" || isNull(value) || isPlaceholder || len(name)+len(value) > maxLabel || slices.ContainsFunc(all, known) {
			return
		}
		all = append(all, catalog.Option{Name: name, Value: value})
	}
	for _, o := range r.options {
		if o.Value < len(r.values) {
			add(r.optionName(o), strings.Join(r.values[o.Value].Strings(), ", "))
		}
	}
	for _, o := range parsePairs(r.pairs) {
		add(o.Name, o.Value)
	}
	for _, c := range r.filled(r.values, mapping.OptionPairs) {
		for _, o := range r.optionPairs(c) {
			add(o.Name, o.Value)
		}
	}
	return all
}

func (r *row) optionName(o mapping.Option) string {
	if o.Name < 0 {
		return o.Label
	}
	for _, values := range [][]string{r.values[o.Name].Strings(), r.parentStrings(o.Name)} {
		if len(values) > 0 && !isNull(values[0]) {
			return values[0]
		}
	}
	return ""
}

func (r *row) parentStrings(column int) []string {
	if column < len(r.parent) {
		return r.parent[column].Strings()
	}
	return nil
}

// optionPairs reads pairs, or objects such as {"name": "Length", "value": "2 m"}.
func (r *row) optionPairs(c cell) (all []catalog.Option) {
	if !r.isVariant() && slices.Contains(r.columns[mapping.Title], c.column) {
		return nil
	}
	texts := c.Strings()
	if text := c.first(); len(texts) == 1 && strings.HasPrefix(text, "[{") && json.Unmarshal([]byte(text), &all) == nil {
		return all
	}
	for _, text := range texts {
		var o catalog.Option
		if strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &o) == nil {
			all = append(all, o)
			continue
		}
		all = append(all, parsePairs(text)...)
	}
	return all
}

var (
	pairMark   = regexp.MustCompile(`\s*[,;|\n]\s*`)
	fieldMarks = regexp.MustCompile(`^\[[A-Z]{1,3}\]`) // BigCommerce: [RB]Size=M
)

// parsePairs reads "color=Red,size=M", "Size: M | Color: Red" and "Type=Radio,Name=Size,Value=M".
func parsePairs(text string) (all []catalog.Option) {
	named := ""
	for _, part := range pairMark.Split(text, -1) {
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			name, value, ok = strings.Cut(part, ":")
		}
		name, value = fieldMarks.ReplaceAllString(strings.TrimSpace(name), ""), strings.TrimSpace(value)
		switch {
		case !ok && len(all) > 0:
			all[len(all)-1].Value += ", " + strings.TrimSpace(part)
		case !ok || strings.EqualFold(name, "type") || strings.EqualFold(name, "sku"):
		case strings.EqualFold(name, "name"):
			named = value
		case strings.EqualFold(name, "value"):
			all, named = append(all, catalog.Option{Name: named, Value: value}), ""
		case name != "":
			all = append(all, catalog.Option{Name: name, Value: value})
		}
	}
	return all
}
