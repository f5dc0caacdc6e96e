package build

import (
	"cmp"
	"fmt"

	"shopfyp.dev/shared/lexical"
)

// writeWords writes the lexical file in row order.
func (b *Builder) writeWords(path string, s *shop, order []int64) error {
	b.Progress("write words", 0, 0)
	return lexical.Write(path, len(order), func(row int) (lexical.Document, error) { return s.items[order[row]].words, nil })
}

// currency returns the most frequent currency of the prices, or "" without prices. It breaks ties in alphabetical order.
func (s *shop) currency() (most string) {
	count := make(map[string]int)
	for i := range s.items {
		if c := s.items[i].words.Price.Currency; c != "" {
			count[c]++
		}
	}
	for c, n := range count {
		if d := cmp.Compare(n, count[most]); d > 0 || d == 0 && c < most {
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
		it := &s.items[order[row]]
		q, err := words.NewQuery(it.title)
		if err != nil {
			return err
		}
		known := len(lexical.QueryWords(it.title)) > 0
		if known && q.Coverage(int64(row)) == 0 || words.Price(int64(row)) != it.words.Price || words.Attributes(int64(row)) != it.words.Attributes {
			return fmt.Errorf("row %d of the lexical file does not match product %s: not published", row, it.id)
		}
	}
	return nil
}
