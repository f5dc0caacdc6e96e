package spelling_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"shopfyp.dev/shared/spelling"
)

// anything is a Lexicon that has no words and in which all words occur in the same products.
type anything struct{}

func (anything) HasWord(string) bool          { return false }
func (anything) Share(string, string) float64 { return .1 }

// BenchmarkCorrect measures queries of four words against vocabularies of made-up words.
func BenchmarkCorrect(b *testing.B) {
	for _, words := range []int{10_000, 400_000} {
		rng := rand.New(rand.NewPCG(1, 1))
		v := spelling.NewVocabulary()
		var all []string
		for range words {
			all = append(all, madeUp(rng))
		}
		for i := 0; i < len(all); i += 4 {
			v.AddProduct(strings.Join(all[i:i+4], " "))
		}
		name := filepath.Join(b.TempDir(), "spelling.bin")
		if err := v.Write(name); err != nil {
			b.Fatal(err)
		}
		d, err := spelling.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		defer d.Close()
		for _, errs := range []int{0, 1, 2} {
			b.Run(fmt.Sprintf("words=%d/errors=%d", words, errs), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					i := rng.IntN(len(all) - 4)
					query := append([]string(nil), all[i:i+4]...)
					w := query[0]
					for range errs {
						at := 1 + rng.IntN(len(w)-1)
						w = w[:at] + "q" + w[at+1:]
					}
					query[0] = w
					if _, err := d.Correct(strings.Join(query, " "), anything{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func madeUp(rng *rand.Rand) string {
	var w strings.Builder
	for range 3 + rng.IntN(2) {
		w.WriteByte("bcdfghklmnprstvwz"[rng.IntN(17)])
		w.WriteByte("aeiou"[rng.IntN(5)])
		w.WriteByte("lmnrst"[rng.IntN(6)])
	}
	return w.String()
}
