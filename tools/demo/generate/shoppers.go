package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/tools/demo"
)

// readShoppers parses vocab/shoppers.txt:
//
//	= demo-maya Maya
//	about: Maya looks for presents for her son.
//	search: shoes for my 10-year-old son who likes Ben 10
//	click: ben 10 light-up sneakers
//
// A click or dismissal names a product by words. They refer to the first product,
// in ID order, with a title that contains all of them.
func readShoppers(vocab fs.FS, products []catalog.Product) ([]demo.Shopper, error) {
	const name = "vocab/shoppers.txt"
	text, err := fs.ReadFile(vocab, name)
	if err != nil {
		return nil, err
	}
	var shoppers []demo.Shopper
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if shoppers, err = addLine(shoppers, line, products); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return shoppers, nil
}

// addLine adds one line to the last shopper, or starts a new shopper.
func addLine(shoppers []demo.Shopper, line string, products []catalog.Product) ([]demo.Shopper, error) {
	if header, ok := strings.CutPrefix(line, "= "); ok {
		id, displayName, _ := strings.Cut(header, " ")
		return append(shoppers, demo.Shopper{ID: id, DisplayName: displayName}), nil
	}
	if len(shoppers) == 0 {
		return nil, errors.New("line before the first shopper")
	}
	s := &shoppers[len(shoppers)-1]
	key, value, _ := strings.Cut(line, ": ")
	if key == "about" {
		s.About = value
		return shoppers, nil
	}
	e, err := parseEvent(interaction.Type(key), value, products)
	if err != nil {
		return nil, err
	}
	s.History = append(s.History, e)
	return shoppers, nil
}

func parseEvent(t interaction.Type, value string, products []catalog.Product) (demo.Event, error) {
	e := demo.Event{Type: t, Query: value}
	if t != interaction.Search {
		id, err := firstWith(value, products)
		if err != nil {
			return demo.Event{}, err
		}
		e = demo.Event{Type: t, ProductID: id}
	}
	x := e.Interaction()
	return e, x.Validate()
}

// firstWith returns the first product with a title that contains all words.
func firstWith(words string, products []catalog.Product) (catalog.ID, error) {
	for _, p := range products {
		if containsAll(strings.ToLower(p.Title), strings.Fields(strings.ToLower(words))) {
			return p.ID, nil
		}
	}
	return "", fmt.Errorf("no product title contains all of %q", words)
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
