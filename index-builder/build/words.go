package build

import (
	"cmp"
	"fmt"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

// writeWords writes the lexical file in row order.
func (b *Builder) writeWords(path string, s *shop, order []int64) error {
	b.Progress("write words", 0, 0)
	return lexical.Write(path, len(order), func(row int) (lexical.Document, error) {
		p, err := s.spool.product(int(order[row]))
		return recommend.Words(&p), err
	})
}

// currency returns the most frequent currency of the prices, or "" without prices. It breaks ties in alphabetical order.
func (s *shop) currency() (most string) {
	for c, n := range s.currencies {
		if d := cmp.Compare(n, s.currencies[most]); d > 0 || d == 0 && c < most {
			most = c
		}
	}
	return most
}

// checkWords opens the lexical file and compares the words, prices and attributes of a sample of products.
func checkWords(path string, s *shop, order []int64) error {
	words, err := lexical.Open(path)
	if err != nil {
		return err
	}
	defer words.Close()
	if words.Len() != int64(len(s.items)) {
		return fmt.Errorf("the lexical file has %d rows, want %d: not published", words.Len(), len(s.items))
	}
	for row := 0; row < len(order); row += max(1, len(order)/sampleSize) {
		p, err := s.spool.product(int(order[row]))
		if err != nil {
			return err
		}
		want := recommend.Words(&p)
		q, err := words.NewQuery(want.Title)
		if err != nil {
			return err
		}
		known := len(lexical.QueryWords(want.Title)) > 0
		if known && q.Coverage(int64(row)) == 0 || words.Price(int64(row)) != want.Price || words.Attributes(int64(row)) != want.Attributes {
			return fmt.Errorf("row %d of the lexical file does not match product %s: not published", row, p.ID)
		}
	}
	return nil
}
