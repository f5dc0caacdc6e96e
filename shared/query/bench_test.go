package query_test

import (
	"testing"

	"shopfyp.dev/shared/query"
)

func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{
		"words":    "bluetooth speaker",
		"sentence": "i am looking for a gluten free snack for my 10-year-old son, without nuts, in a blue box, and price lower than 30.00 dollars",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				query.Parse(text)
			}
		})
	}
}
