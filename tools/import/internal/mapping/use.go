package mapping

import (
	"slices"
	"strings"
)

// guessed are the fields that a guess may fill in a recognized export, from columns that the shop has added. It never
// guesses prices, numbers that identify products, or anything that decides whether a product is offered.
var guessed = []Field{Brand, Color, Size, Material, Pattern, Gender, AgeGroup, Condition, Adult, GTIN, MPN, Rating, RatingCount}

// usePlatform fills the fields from the columns of a platform.
func (m *Mapping) usePlatform(p *Platform, free func(column int) bool) {
	m.Platform, m.Rules, m.Columns = p.Name, *p, map[Field][]int{}
	known := map[int]bool{}
	for field, patterns := range p.Fields {
		for _, pattern := range patterns {
			for _, i := range matching(pattern, m.names) {
				known[i] = true
				if free(i) && !slices.Contains(m.Columns[field], i) {
					m.Columns[field] = append(m.Columns[field], i)
				}
			}
		}
	}
	for _, pattern := range p.Ignore {
		for _, i := range matching(pattern, m.names) {
			known[i] = true
		}
	}
	m.platformOptions(p, known, free)
	m.guessRest(known, free)
}

// platformOptions pairs the option columns of a platform.
func (m *Mapping) platformOptions(p *Platform, known map[int]bool, free func(column int) bool) {
	for _, o := range p.Options {
		var names []int
		if o.Name != "" {
			names = matching(o.Name, m.names)
		}
		for _, value := range matching(o.Value, m.names) {
			if known[value] || !free(value) {
				continue
			}
			option := Option{Name: -1, Value: value, Label: label(o.Value, m.names[value])}
			for _, name := range names {
				if level(words(m.names[name])) == level(words(m.names[value])) {
					option.Name = name
				}
			}
			known[value] = true
			m.Options = append(m.Options, option)
			m.Columns[OptionValues] = append(m.Columns[OptionValues], value)
			if option.Name >= 0 {
				known[option.Name] = true
				m.Columns[OptionNames] = append(m.Columns[OptionNames], option.Name)
			}
		}
	}
}

// label returns the part of a column name that the wildcard of a pattern matches.
func label(pattern, column string) string {
	parts := compile(pattern).FindStringSubmatch(plain(column))
	if len(parts) < 2 {
		return ""
	}
	return strings.TrimSpace(parts[1])
}

// guessRest guesses from columns that the platform does not have.
func (m *Mapping) guessRest(known map[int]bool, free func(column int) bool) {
	found := slices.DeleteFunc(guess(m.names), func(f match) bool {
		return known[f.column] || !free(f.column) || !slices.Contains(guessed, f.field) || len(m.Columns[f.field]) > 0
	})
	for field, places := range assign(found, m.names) {
		if len(m.Columns[field]) == 0 && field != ID {
			m.Columns[field] = places
		}
	}
}

// pairOptions pairs the columns with names and values of options, unless the platform has done so.
func (m *Mapping) pairOptions() {
	names, values := m.Columns[OptionNames], m.Columns[OptionValues]
	if len(m.Options) > 0 {
		return
	}
	for i, value := range values {
		if i < len(names) {
			m.Options = append(m.Options, Option{Name: names[i], Value: value})
		}
	}
}
