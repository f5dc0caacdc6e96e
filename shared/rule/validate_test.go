package rule_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

func TestValidateNamesTheField(t *testing.T) {
	pin, block, lift := ruletest.Pin("a", "lamp", "p1", 1), ruletest.Block("a", "p1"), ruletest.LiftBrand("a", "Boomly", 50)
	long := strings.Repeat("x", 201)
	for _, c := range []struct {
		name  string
		of    rule.Rule
		edit  func(*rule.Rule)
		field string // "" for a valid rule
	}{
		{"pin", pin, func(*rule.Rule) {}, ""},
		{"pin of a category", pin, func(r *rule.Rule) { r.Query, r.Category = "", []string{"Home", "Lamps"} }, ""},
		{"block", block, func(r *rule.Rule) { r.VariantOnly = true }, ""},
		{"lift", lift, func(r *rule.Rule) {
			r.Category, r.Attribute = []string{"Audio"}, rule.Attribute{Name: rule.Color, Value: "Red"}
		}, ""},
		{"lower of an audience", lift, func(r *rule.Rule) {
			r.Kind, r.Brand, r.Attribute = rule.Lower, "", rule.Attribute{Name: rule.Audience, Value: "kids"}
		}, ""},
		{"dates", block, func(r *rule.Rule) { r.Start, r.End = time.Unix(1, 0), time.Unix(2, 0) }, ""},

		{"no ID", pin, func(r *rule.Rule) { r.ID = "" }, "id"},
		{"ID with a slash", pin, func(r *rule.Rule) { r.ID = "a/b" }, "id"},
		{"long ID", pin, func(r *rule.Rule) { r.ID = long }, "id"},
		{"kind", pin, func(r *rule.Rule) { r.Kind = "raise" }, "kind"},
		{"no name", pin, func(r *rule.Rule) { r.Name = " " }, "name"},
		{"long name", pin, func(r *rule.Rule) { r.Name = long }, "name"},
		{"end before start", pin, func(r *rule.Rule) { r.Start, r.End = time.Unix(2, 0), time.Unix(2, 0) }, "end"},
		{"no product", block, func(r *rule.Rule) { r.ProductID = "" }, "productId"},
		{"product with a slash", pin, func(r *rule.Rule) { r.ProductID = "a/b" }, "productId"},
		{"product of a lift", lift, func(r *rule.Rule) { r.ProductID = "p1" }, "productId"},
		{"variantOnly of a pin", pin, func(r *rule.Rule) { r.VariantOnly = true }, "variantOnly"},
		{"no query", pin, func(r *rule.Rule) { r.Query = "" }, "query"},
		{"query and category", pin, func(r *rule.Rule) { r.Category = []string{"Audio"} }, "query"},
		{"query without words", pin, func(r *rule.Rule) { r.Query = "?!" }, "query"},
		{"query of bad UTF-8", pin, func(r *rule.Rule) { r.Query = "\xff" }, "query"},
		{"query of a block", block, func(r *rule.Rule) { r.Query = "lamp" }, "query"},
		{"position 0", pin, func(r *rule.Rule) { r.Position = 0 }, "position"},
		{"position 21", pin, func(r *rule.Rule) { r.Position = 21 }, "position"},
		{"category without words", lift, func(r *rule.Rule) { r.Category = []string{"Audio", "-"} }, "category[1]"},
		{"deep category", lift, func(r *rule.Rule) { r.Category = make([]string, 11) }, "category"},
		{"lift of nothing", lift, func(r *rule.Rule) { r.Brand = "" }, "brand"},
		{"long brand", lift, func(r *rule.Rule) { r.Brand = long }, "brand"},
		{"no strength", lift, func(r *rule.Rule) { r.Strength = 0 }, "strength"},
		{"strength 101", lift, func(r *rule.Rule) { r.Strength = 101 }, "strength"},
		{"strength of a pin", pin, func(r *rule.Rule) { r.Strength = 1 }, "strength"},
		{"attribute", lift, func(r *rule.Rule) { r.Attribute = rule.Attribute{Name: "weight", Value: "1"} }, "attribute.name"},
		{"unknown color", lift, func(r *rule.Rule) { r.Attribute = rule.Attribute{Name: rule.Color, Value: "blurple"} }, "attribute.value"},
		{"unknown audience", lift, func(r *rule.Rule) { r.Attribute = rule.Attribute{Name: rule.Audience, Value: "cats"} }, "attribute.value"},
		{"size without a value", lift, func(r *rule.Rule) { r.Attribute = rule.Attribute{Name: rule.Size} }, "attribute.value"},
	} {
		r := c.of
		c.edit(&r)
		err, field := r.Validate(), ""
		if f := (*invalid.FieldError)(nil); errors.As(err, &f) {
			field = f.Field
		}
		if field != c.field || c.field == "" && err != nil {
			t.Errorf("%s: Validate = %v, want an error of field %q", c.name, err, c.field)
		}
	}
}
