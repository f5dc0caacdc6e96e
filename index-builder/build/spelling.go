package build

import (
	"fmt"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/spelling"
)

// writeSpelling writes the words that correct typing errors, and checks that the file can be read.
func (b *Builder) writeSpelling(path string, s *shop) error {
	b.Progress("write spelling", 0, 0)
	v := spelling.NewVocabulary()
	v.AddCommon(b.CommonWords...)
	v.AddQueryWords(query.Vocabulary()...)
	for i := range s.items {
		p, err := s.spool.product(i)
		if err != nil {
			return err
		}
		words := recommend.Words(&p)
		v.AddProduct(spelledTexts(&words)...)
	}
	if err := v.Write(path); err != nil {
		return err
	}
	d, err := spelling.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if d.Products() != len(s.items) {
		return fmt.Errorf("the spelling file has %d products, want %d: not published", d.Products(), len(s.items))
	}
	return nil
}

// spelledTexts returns the texts of a product whose words are spelled right.
func spelledTexts(d *lexical.Document) []string {
	return append([]string{d.Title, d.Brand, d.Color}, d.Category...)
}
