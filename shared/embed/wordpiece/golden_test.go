package wordpiece_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/embed/internal/goldentest"
	"shopfyp.dev/shared/embed/wordpiece"
)

// bert returns the tokenizer of the pinned model.
func bert(t testing.TB) *wordpiece.Tokenizer {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(goldentest.Native(t), "model", "tokenizer.json"))
	if err != nil {
		t.Fatal(err)
	}
	tok, err := wordpiece.New(b)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

type golden struct {
	Text string  `json:"text"`
	IDs  []int64 `json:"ids"`
}

func TestGolden(t *testing.T) {
	tok, lines := bert(t), goldentest.Lines[golden](t, "tokens.jsonl.gz")
	for i, l := range lines {
		if got := tok.Encode(nil, l.Text, 0); !slices.Equal(got, l.IDs) {
			t.Errorf("line %d: Encode(%q) =\n%v, want\n%v", i+1, l.Text, got, l.IDs)
		}
	}
	t.Logf("%d texts agree with the reference", len(lines))
}

// TestGoldenTruncation truncates each text at every length below 40 tokens.
func TestGoldenTruncation(t *testing.T) {
	tok := bert(t)
	for _, l := range goldentest.Lines[golden](t, "tokens.jsonl.gz") {
		n := len(l.IDs)
		for maxLen := 2; maxLen <= n && maxLen < 40; maxLen++ {
			want := append(slices.Clone(l.IDs[:maxLen-1]), l.IDs[n-1])
			if got := tok.Encode(nil, l.Text, maxLen); !slices.Equal(got, want) {
				t.Errorf("Encode(%q, %d) = %v, want %v", l.Text, maxLen, got, want)
			}
		}
	}
}

// BenchmarkEncode shows that the time per byte does not depend on the length of
// the text.
func BenchmarkEncode(b *testing.B) {
	tok := bert(b)
	for name, s := range map[string]string{
		"words":    "Portable wireless Bluetooth speaker, 20 h battery. ",
		"one-word": "speaker",
		"accents":  "é",
		"hangul":   "각",
		"marks":    "\u0301",
	} {
		for _, size := range []int{1 << 10, 1 << 15, 1 << 20} {
			text := strings.Repeat(s, size/len(s))
			b.Run(fmt.Sprintf("%s/%dkB", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				var ids []int64
				for b.Loop() {
					ids = tok.Encode(ids[:0], text, 0)
				}
			})
		}
	}
}

func BenchmarkEncodeQuery(b *testing.B) {
	tok, ids := bert(b), make([]int64, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		ids = tok.Encode(ids[:0], "shoes for my 10-year-old son who likes Ben 10", 512)
	}
}

func BenchmarkNew(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(goldentest.Native(b), "model", "tokenizer.json"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wordpiece.New(data); err != nil {
			b.Fatal(err)
		}
	}
}
