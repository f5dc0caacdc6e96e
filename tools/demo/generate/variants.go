package main

import (
	"fmt"
	"maps"
	"slices"

	"shopfyp.dev/shared/catalog"
)

// variantsOf returns a hand for each variant of the product of h: all combinations of the options of the axes that
// variants differ in, the last axis fastest. Without such axes it returns only h.
func (k *kind) variantsOf(h hand) []hand {
	hands := []hand{h}
	for _, name := range k.variants {
		var more []hand
		for _, h := range hands {
			for _, o := range k.axis(name).options {
				more = append(more, h.with(name, o))
			}
		}
		hands = more
	}
	return hands
}

// with returns a copy of the hand with one more option.
func (h hand) with(axis string, o option) hand {
	h.values = maps.Clone(h.values)
	h.values[axis] = o.value
	h.adds += o.adds
	return h
}

// ids numbers products and groups by the prefix of their kind.
type ids struct{ products, groups map[string]int }

func newIDs() *ids { return &ids{map[string]int{}, map[string]int{}} }

// assign sets the IDs of the variants of one product and, if the kind has variants, their group.
func (n *ids) assign(k *kind, variants []catalog.Product) {
	group := ""
	if len(k.variants) > 0 {
		n.groups[k.prefix]++
		group = fmt.Sprintf("%s-group-%d", k.prefix, n.groups[k.prefix])
	}
	for i := range variants {
		n.products[k.prefix]++
		variants[i].ID = catalog.ID(fmt.Sprintf("%s-%04d", k.prefix, n.products[k.prefix]))
		variants[i].GroupID = group
	}
}

// complete adds what depends on the IDs: numbers, pictures, stock and sales.
func (k *kind) complete(variants []catalog.Product) error {
	for i := range variants {
		p := &variants[i]
		setNumbers(p)
		k.setPictures(p)
		k.setStock(p)
		k.setSale(p)
		if err := p.Validate(); err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
	}
	if !slices.ContainsFunc(variants, func(p catalog.Product) bool { return p.Availability.CanBeBought() }) && len(variants) > 1 {
		return fmt.Errorf("all variants of %s are sold out", variants[0].GroupID)
	}
	return nil
}
