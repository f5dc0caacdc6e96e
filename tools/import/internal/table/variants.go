package table

import (
	"cmp"
	"regexp"
	"strings"
)

// variantKey matches the key of a list of variants, also as a GraphQL connection.
var variantKey = regexp.MustCompile(`(?i)^(variants?|variations|skus|product_?variants)(\.(edges|nodes|items|data))?$`)

// variantReader reads records, and divides a product with a list of variants into one record for each variant.
type variantReader struct {
	read    func() (keyedRecord, error)
	product keyedRecord // divided at present, without its variants
	left    [][]cell    // its variants that are not read yet
	group   string      // item group ID of the variants
}

// next returns the next record, or io.EOF.
func (v *variantReader) next() (keyedRecord, error) {
	if len(v.left) == 0 {
		rec, err := v.read()
		if err != nil || !v.divide(rec) {
			return rec, err
		}
	}
	rec := v.product
	rec.cells = v.merge(v.left[0])
	rec.size /= max(len(v.left), 1)
	v.left = v.left[1:]
	v.product.Notes = nil // reported once
	return rec, nil
}

// divide prepares the variants of a product. It returns false if there are none.
func (v *variantReader) divide(rec keyedRecord) bool {
	for i, c := range rec.cells {
		if len(c.objects) == 0 || !variantKey.MatchString(c.column) {
			continue
		}
		v.product, v.left, v.group = rec, c.objects, ""
		v.product.cells = append(rec.cells[:i:i], rec.cells[i+1:]...)
		v.dropOptionNotes()
		if len(c.objects) > 1 {
			v.group = groupOf(v.product.cells)
		}
		return true
	}
	return false
}

// dropOptionNotes drops the notes about the product's list of options, because merge uses it.
func (v *variantReader) dropOptionNotes() {
	for i, c := range v.product.cells {
		if strings.EqualFold(c.column, "options") && len(c.objects) > 0 {
			v.product.cells[i].notes = nil
		}
	}
}

// groupOf returns the value that names a product in its variants.
func groupOf(cells []cell) string {
	for _, key := range []string{"item_group_id", "id", "productId", "product_id", "sku", "handle", "slug", "title", "name"} {
		if text := textAt(cells, key); text != "" {
			return text
		}
	}
	return ""
}

// textAt returns the text of the cell with the key, in any case, or "".
func textAt(cells []cell, key string) string {
	for _, c := range cells {
		if strings.EqualFold(c.column, key) && c.value.Text != "" {
			return c.value.Text
		}
	}
	return ""
}

// merge returns the cells of a variant: its own, and those that only the product has. The title of a variant, such as
// "Small / Red", does not replace that of the product.
func (v *variantReader) merge(variant []cell) []cell {
	variant = v.options(withoutNode(variant))
	own := map[string]bool{}
	var cells []cell
	for _, c := range variant {
		switch strings.ToLower(c.column) {
		case "title", "name", "display_name", "displayname":
			c.column = "variant." + c.column
		}
		if c.value.Text == "" && c.value.List == nil && c.objects == nil {
			continue
		}
		own[c.column] = true
		cells = append(cells, c)
	}
	for _, c := range v.product.cells {
		if !own[c.column] {
			cells = append(cells, c)
		}
	}
	if v.group != "" && !own["item_group_id"] && textAt(cells, "item_group_id") == "" {
		cells = append(cells, cell{column: "item_group_id", value: Value{Text: v.group}})
	}
	return cells
}

// options turns Shopify's "option1" into a pair of columns, as in Shopify's CSV files. The product lists the names.
func (v *variantReader) options(variant []cell) []cell {
	var names []string
	for _, c := range v.product.cells {
		if strings.EqualFold(c.column, "options") {
			for _, o := range c.objects {
				names = append(names, cmp.Or(textAt(o, "name"), textAt(o, "title")))
			}
		}
	}
	for i, c := range variant {
		digit, isOption := strings.CutPrefix(strings.ToLower(c.column), "option")
		if !isOption || len(digit) != 1 || digit[0] < '1' || int(digit[0]-'1') >= len(names) {
			continue
		}
		variant[i].column = "option" + digit + " value"
		variant = append(variant, cell{column: "option" + digit + " name", value: Value{Text: names[digit[0]-'1']}})
	}
	return variant
}

// withoutNode returns the cells without the prefix "node." of a GraphQL connection.
func withoutNode(cells []cell) []cell {
	cells = append([]cell(nil), cells...)
	unwrap(cells)
	return cells
}
