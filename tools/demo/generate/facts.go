package main

import (
	"slices"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
)

// facts are the axes that set a field of the product.
var facts = []string{"color", "size", "material", "pattern", "condition", "availability", "state", "adult"}

func isFact(axis string) bool { return slices.Contains(facts, axis) }

// setFacts sets the fields that the options of a product give, and the shoppers that its category names.
func (k *kind) setFacts(p *catalog.Product, values map[string]string) {
	p.Size, p.Material, p.Pattern, p.Condition = values["size"], values["material"], values["pattern"], values["condition"]
	p.State = catalog.State(values["state"])
	p.Adult = values["adult"] == "yes"
	p.Availability, p.AvailabilityDate = parseAvailability(values["availability"])
	p.Gender, p.AgeGroup = audience(p.Category)
	for _, name := range k.variants {
		if !isFact(name) {
			p.Options = append(p.Options, catalog.Option{Name: upperFirst(name), Value: values[name]})
		}
	}
}

// parseAvailability parses an availability with an optional date, such as "preorder 2030-05-01". An invalid one
// fails when the product is validated.
func parseAvailability(text string) (catalog.Availability, time.Time) {
	name, day, _ := strings.Cut(text, " ")
	date, _ := time.Parse(time.DateOnly, day)
	return catalog.Availability(name), date
}

// audience returns the gender and the age group of the shoppers that the first level of a category names.
func audience(category []string) (gender, ageGroup string) {
	switch category[0] {
	case "Women":
		return "female", "adult"
	case "Men":
		return "male", "adult"
	case "Girls":
		return "female", "kids"
	case "Boys":
		return "male", "kids"
	case "Baby":
		return "", "infant"
	}
	return "", ""
}
