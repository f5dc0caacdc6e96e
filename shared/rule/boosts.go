package rule

import (
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/suggest"
)

// Facts are what lifts and lowers compare of a product.
type Facts struct {
	Brand      string
	Category   []string
	Variant    catalog.Variant
	Attributes query.Attributes // colors and audiences
}

// boosts are the rules that lift or lower products. Each rule is listed once, under the rarest of its conditions.
type boosts struct {
	count      int
	byBrand    map[string][]condition // by key
	byCategory map[string][]condition // by the key of the last step
	others     []condition            // by attribute
}

func newBoosts() boosts {
	return boosts{byBrand: make(map[string][]condition), byCategory: make(map[string][]condition)}
}

// A condition holds the keys of a rule's brand, category and attribute. An empty field matches all products.
type condition struct {
	rule     *Rule
	brand    string
	category []string
	bits     query.Attributes // any of these
	name     string           // an attribute of the variant
	value    string
}

func (b *boosts) add(r *Rule) {
	c := newCondition(r)
	b.count++
	switch {
	case c.brand != "":
		b.byBrand[c.brand] = append(b.byBrand[c.brand], c)
	case len(c.category) > 0:
		last := c.category[len(c.category)-1]
		b.byCategory[last] = append(b.byCategory[last], c)
	default:
		b.others = append(b.others, c)
	}
}

func newCondition(r *Rule) condition {
	c := condition{rule: r, brand: suggest.Key(r.Brand), category: keys(r.Category)}
	switch value := strings.ToLower(r.Attribute.Value); r.Attribute.Name {
	case Color:
		c.bits = query.ColorOf(value)
	case Audience:
		c.bits = audiences[value]
	default:
		c.name, c.value = r.Attribute.Name, suggest.Key(value)
	}
	return c
}

// audiences maps the values of the attribute Audience to what products are compared by. Products for kids are also those for
// girls or for boys.
var audiences = map[string]query.Attributes{
	"women": query.AudienceOf("female", "adult"), "men": query.AudienceOf("male", "adult"),
	"girls": query.AudienceOf("female", "kids"), "boys": query.AudienceOf("male", "kids"),
	"kids": query.AudienceOf("unisex", "kids"), "babies": query.AudienceOf("", "infant"),
}

// matching calls use for every rule that is for a product.
func (b *boosts) matching(p Facts, use func(*Rule)) {
	if b.count == 0 {
		return
	}
	brand, category := suggest.Key(p.Brand), keys(p.Category)
	try := func(conditions []condition) {
		for i := range conditions {
			if conditions[i].holds(p, category) {
				use(conditions[i].rule)
			}
		}
	}
	if brand != "" {
		try(b.byBrand[brand])
	}
	for i, step := range category {
		if !slices.Contains(category[:i], step) { // else its rules have been tried
			try(b.byCategory[step])
		}
	}
	try(b.others)
}

// holds reports whether a product with the right brand meets the other conditions. category holds the keys of its path.
func (c *condition) holds(p Facts, category []string) bool {
	return containsPath(category, c.category) && (c.bits == 0 || c.bits&p.Attributes != 0) &&
		(c.name == "" || suggest.Key(valueOf(p.Variant, c.name)) == c.value)
}

func valueOf(v catalog.Variant, name string) string {
	switch name {
	case Size:
		return v.Size
	case Material:
		return v.Material
	}
	return v.Pattern
}

// containsPath reports whether part is a contiguous part of path.
func containsPath(path, part []string) bool {
	for i := 0; i+len(part) <= len(path); i++ {
		if slices.Equal(path[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// keys returns the keys of the steps of a category path, without empty ones.
func keys(path []string) (all []string) {
	for _, step := range path {
		if key := suggest.Key(step); key != "" {
			all = append(all, key)
		}
	}
	return all
}
