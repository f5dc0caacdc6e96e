package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
)

const shirt = `
= shi 1 $20-20 Men > Shirts
title: {brand} Men's Shirt, {color}
lead: A {lower color} shirt.
tail: It has {stripes} stripes.
brand: Ottersby
stripes: Fine
color: White; Sea Blue
size: S; XL +5
sleeve: Long; Short
material: Cotton
variants: color, size, sleeve
pictures: 2
sale: 50% 2025-01-02 2035-03-04
`

func generated(t *testing.T, department string) (all []catalog.Product) {
	t.Helper()
	for line := range strings.Lines(generateText(t, department)) {
		var p catalog.Product
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestVariantsAreAllCombinations(t *testing.T) {
	all := generated(t, shirt)
	var got []string
	for _, p := range all {
		got = append(got, fmt.Sprintf("%s %s/%s/%s", p.ID, p.Color, p.Size, p.Options[0].Value))
		if p.GroupID != "shi-group-1" || p.Material != "Cotton" || p.Gender != "male" || p.Options[0].Name != "Sleeve" {
			t.Errorf("%s = %+v, want the group, the material, the gender and the option's name", p.ID, p)
		}
		if adds := p.Price.Amount - all[0].Price.Amount; (p.Size == "XL") != (adds == 500) {
			t.Errorf("%s: size %s costs %d cents more", p.ID, p.Size, adds)
		}
		if !strings.Contains(p.Description, "A "+strings.ToLower(p.Color)+" shirt.") {
			t.Errorf("%s: description %q does not name the color %s", p.ID, p.Description, p.Color)
		}
	}
	want := []string{
		"shi-0001 White/S/Long", "shi-0002 White/S/Short", "shi-0003 White/XL/Long", "shi-0004 White/XL/Short",
		"shi-0005 Sea Blue/S/Long", "shi-0006 Sea Blue/S/Short", "shi-0007 Sea Blue/XL/Long", "shi-0008 Sea Blue/XL/Short",
	}
	if !slices.Equal(got, want) {
		t.Errorf("variants = %q, want %q", got, want)
	}
}

func TestVariantsShareSaleAndPictures(t *testing.T) {
	for _, p := range generated(t, shirt) {
		color := strings.ReplaceAll(strings.ToLower(p.Color), " ", "-")
		if image := "/pictures/ottersby-mens-shirt-" + color + "-1.svg"; p.ImageURL != image || len(p.AdditionalImages) != 1 {
			t.Errorf("%s: pictures %q and %q, want %q and one more", p.ID, p.ImageURL, p.AdditionalImages, image)
		}
		if p.SalePrice.Amount > p.Price.Amount/2 || p.SaleStart != day(2025, 1, 2) || p.SaleEnd != day(2035, 3, 4) {
			t.Errorf("%s: sale at %d from %v to %v, want half of %d", p.ID, p.SalePrice.Amount, p.SaleStart, p.SaleEnd, p.Price.Amount)
		}
	}
}

func TestOptionsSetFields(t *testing.T) {
	p := generated(t, strings.Replace(mug, "mug 2", "mug 1", 1)+
		"condition: used\nadult: yes\nstate: draft\navailability: preorder 2030-05-01\n")[0]
	if p.Condition != "used" || !p.Adult || p.State != catalog.Draft || p.Availability != catalog.Preorder || p.AvailabilityDate != day(2030, 5, 1) {
		t.Errorf("product = %+v, want a used draft for adults that ships in 2030", p)
	}
}
