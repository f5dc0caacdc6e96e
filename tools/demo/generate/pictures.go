package main

import (
	"fmt"
	"strings"
	"unicode"

	"shopfyp.dev/shared/catalog"
)

// setPictures sets the addresses of the product's pictures. They depend only on the title, so variants that look the
// same share them. The app's host serves the files, which `npm run pictures` draws in frontend.
func (k *kind) setPictures(p *catalog.Product) {
	for n := range k.pictures {
		address := fmt.Sprintf("/pictures/%s-%d.svg", slug(p.Title), n+1)
		if n == 0 {
			p.ImageURL = address
		} else {
			p.AdditionalImages = append(p.AdditionalImages, address)
		}
	}
}

// slug returns the words of a title in lower case, joined by hyphens.
func slug(title string) string {
	title = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(title))
	words := strings.FieldsFunc(title, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}
