package rule

import (
	"fmt"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/suggest"
)

// Limits of rules.
const (
	MaxRules     = 1_000 // of a store
	MaxIDBytes   = 64
	MaxPosition  = 20
	MaxStrength  = 100
	maxTextChars = 200
)

// Validate returns an *invalid.FieldError for the first invalid field. It also refuses a field that the kind of the rule
// does not use, because such a rule does less than its author expects.
func (r *Rule) Validate() error {
	for _, check := range []func() error{r.checkHead, r.checkProduct, r.checkPlace, r.checkTarget} {
		if err := check(); err != nil {
			return err
		}
	}
	return r.checkUnused()
}

func problem(field, format string, args ...any) error {
	return &invalid.FieldError{Field: field, Problem: fmt.Sprintf(format, args...)}
}

// checkHead checks the fields that all kinds use.
func (r *Rule) checkHead() error {
	if r.ID == "" || len(r.ID) > MaxIDBytes || !catalog.IsDocumentID(r.ID) {
		return problem("id", "is not 1 to %d bytes long, or contains a slash", MaxIDBytes)
	}
	if !slices.Contains(Kinds, r.Kind) {
		return problem("kind", "%.40q is not pin, lift, lower or block", string(r.Kind))
	}
	if err := invalid.CheckText("name", r.Name, maxTextChars); err != nil {
		return err
	}
	if !r.End.IsZero() && !r.End.After(r.Start) {
		return problem("end", "is not after start")
	}
	return nil
}

// checkProduct checks the product of a pin or a block.
func (r *Rule) checkProduct() error {
	if r.isBoost() {
		return nil
	}
	if err := r.ProductID.Validate(); err != nil {
		return &invalid.FieldError{Field: "productId", Problem: err.Error()}
	}
	return nil
}

// checkPlace checks where a pin puts its product.
func (r *Rule) checkPlace() error {
	if r.Kind != Pin {
		return nil
	}
	if (r.Query == "") == (len(r.Category) == 0) {
		return problem("query", "a pin needs either a query or a category")
	}
	if r.Position < 1 || r.Position > MaxPosition {
		return problem("position", "%d is outside 1 to %d", r.Position, MaxPosition)
	}
	if r.Query == "" {
		return checkCategory(r.Category)
	}
	if err := invalid.CheckText("query", r.Query, maxTextChars); err != nil {
		return err
	}
	if suggest.Key(r.Query) == "" {
		return problem("query", "has no letter or digit")
	}
	return nil
}

// checkTarget checks which products a lift or a lower is for.
func (r *Rule) checkTarget() error {
	if !r.isBoost() {
		return nil
	}
	if r.Strength < 1 || r.Strength > MaxStrength {
		return problem("strength", "%d is outside 1 to %d", r.Strength, MaxStrength)
	}
	if r.Brand == "" && len(r.Category) == 0 && r.Attribute == (Attribute{}) {
		return problem("brand", "a %s needs a brand, a category or an attribute", r.Kind)
	}
	if r.Brand != "" {
		if err := invalid.CheckText("brand", r.Brand, maxTextChars); err != nil {
			return err
		}
		if suggest.Key(r.Brand) == "" {
			return problem("brand", "has no letter or digit")
		}
	}
	if err := checkCategory(r.Category); err != nil {
		return err
	}
	return r.Attribute.validate()
}

func checkCategory(path []string) error {
	if len(path) > catalog.MaxCategorySteps {
		return problem("category", "has %d steps, more than %d", len(path), catalog.MaxCategorySteps)
	}
	for i, step := range path {
		field := fmt.Sprintf("category[%d]", i)
		if err := invalid.CheckText(field, step, maxTextChars); err != nil {
			return err
		}
		if suggest.Key(step) == "" {
			return problem(field, "has no letter or digit")
		}
	}
	return nil
}

func (a Attribute) validate() error {
	if a == (Attribute{}) {
		return nil
	}
	if !slices.Contains([]string{Color, Audience, Size, Material, Pattern}, a.Name) {
		return problem("attribute.name", "%.40q is not color, audience, size, material or pattern", a.Name)
	}
	if err := invalid.CheckText("attribute.value", a.Value, maxTextChars); err != nil {
		return err
	}
	switch {
	case a.Name == Color && query.ColorOf(strings.ToLower(a.Value)) == 0:
		return problem("attribute.value", "%.40q is not a color that the shop knows", a.Value)
	case a.Name == Audience && audiences[strings.ToLower(a.Value)] == 0:
		return problem("attribute.value", "%.40q is not women, men, girls, boys, kids or babies", a.Value)
	case suggest.Key(a.Value) == "":
		return problem("attribute.value", "has no letter or digit")
	}
	return nil
}

// checkUnused refuses the first field that the kind of the rule does not use.
func (r *Rule) checkUnused() error {
	for _, f := range []struct {
		name string
		set  bool
		of   []Kind
	}{
		{"productId", r.ProductID != "", []Kind{Pin, Block}},
		{"variantOnly", r.VariantOnly, []Kind{Block}},
		{"query", r.Query != "", []Kind{Pin}},
		{"position", r.Position != 0, []Kind{Pin}},
		{"category", len(r.Category) > 0, []Kind{Pin, Lift, Lower}},
		{"brand", r.Brand != "", []Kind{Lift, Lower}},
		{"attribute", r.Attribute != (Attribute{}), []Kind{Lift, Lower}},
		{"strength", r.Strength != 0, []Kind{Lift, Lower}},
	} {
		if f.set && !slices.Contains(f.of, r.Kind) {
			return problem(f.name, "a %s does not use it", r.Kind)
		}
	}
	return nil
}
