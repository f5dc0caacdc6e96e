package wordpiece

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// longTexts holds strings that make a naive tokenizer slow when a text repeats them.
var longTexts = map[string]string{
	"words":       "un wanted running, ",
	"one word":    "a",
	"accents":     "é",
	"marks":       "\u0301",
	"no space":    "run,",
	"Chinese":     "中",
	"Hangul":      "각",
	"not UTF-8":   "\xff",
	"controls":    "\x00",
	"white space": " ",
}

// oneMB returns s repeated up to a megabyte.
func oneMB(s string) string { return strings.Repeat(s, (1<<20)/len(s)) }

func TestEncodeStopsReadingAtTheLimit(t *testing.T) {
	tok := newSmall(t)
	for _, name := range []string{"words", "no space", "Chinese"} {
		t.Run(name, func(t *testing.T) {
			text := oneMB(longTexts[name])
			e := encoder{t: tok, limit: 511}
			read := e.text(text)
			if len(e.ids) != e.limit || read > 512*len("running") {
				t.Errorf("read %d of %d bytes for %d IDs, want %d IDs from few bytes", read, len(text), len(e.ids), e.limit)
			}
		})
	}
}

func TestEncodeDoesNotAllocateForLongTexts(t *testing.T) {
	tok := newSmall(t)
	for name, s := range longTexts {
		t.Run(name, func(t *testing.T) {
			text, ids := oneMB(s)[:1<<16], make([]int64, 0, 1<<17)
			if n := testing.AllocsPerRun(3, func() { tok.Encode(ids, text, 0) }); n > 0 {
				t.Errorf("Encode of %d bytes allocates %v times, want 0", len(text), n)
			}
		})
	}
}

func TestEncodeReadsEveryByteOnce(t *testing.T) {
	tok := newSmall(t)
	for name, s := range longTexts {
		t.Run(name, func(t *testing.T) {
			text := oneMB(s)
			e := encoder{t: tok, limit: math.MaxInt}
			if read := e.text(text); read != len(text) {
				t.Errorf("read %d bytes, want %d", read, len(text))
			}
			if most := len(text); len(e.ids) > most {
				t.Errorf("%d IDs for %d bytes, want at most one per byte", len(e.ids), most)
			}
		})
	}
}

func FuzzEncode(f *testing.F) {
	for _, s := range []string{"", "Bluetooth Speaker", "[SEP]", "Décor", "こんにちは", "\xff\x00\ufffd", "a\u0301\u212a", "😀✓", strings.Repeat("x", 101)} {
		f.Add(s, 0)
		f.Add(s, 4)
	}
	tok := newSmall(f)
	f.Fuzz(func(t *testing.T, text string, maxLen int) {
		ids := tok.Encode(nil, text, maxLen)
		if n := len(ids); n < 2 || ids[0] != tok.cls || ids[n-1] != tok.sep {
			t.Fatalf("Encode(%q, %d) = %v, want [CLS] … [SEP]", text, maxLen, ids)
		}
		if maxLen > 0 && len(ids) > max(maxLen, 2) {
			t.Fatalf("Encode(%q, %d) returns %d IDs", text, maxLen, len(ids))
		}
		for _, id := range ids {
			if id < 0 || id >= int64(len(pieces)) {
				t.Fatalf("Encode(%q, %d) returns ID %d, but the vocabulary has %d pieces", text, maxLen, id, len(pieces))
			}
		}
		checkTruncation(t, tok, text, ids, maxLen)
		if valid := strings.ToValidUTF8(text, ""); utf8.ValidString(text) != (valid == text) {
			t.Fatalf("ToValidUTF8(%q) = %q", text, valid)
		} else if got := tok.Encode(nil, valid, maxLen); names(got) != names(ids) {
			t.Fatalf("Encode(%q) = %s, but %s without the invalid bytes", text, names(ids), names(got))
		}
	})
}

// checkTruncation checks that a limit removes IDs only at the end.
func checkTruncation(t *testing.T, tok *Tokenizer, text string, ids []int64, maxLen int) {
	t.Helper()
	whole := tok.Encode(nil, text, 0)
	want := whole
	if maxLen > 0 && len(whole) > max(maxLen, 2) {
		want = append(whole[:max(maxLen, 2)-1:max(maxLen, 2)-1], tok.sep)
	}
	if names(ids) != names(want) {
		t.Fatalf("Encode(%q, %d) = %s, want %s", text, maxLen, names(ids), names(want))
	}
}
