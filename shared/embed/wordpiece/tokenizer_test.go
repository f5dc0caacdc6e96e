package wordpiece

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pieces is a small vocabulary. The ID of a piece is its index.
var pieces = strings.Fields(`[PAD] [UNK] [CLS] [SEP] a b un want ##want ##ed ##able run ##ning , . - ' " \ [ ]
	sep 10 ben decor cafe こ ##ん 中 国 ✓ ß ##ß ไ ##ท 카 가 각`)

// small returns a tokenizer.json with the vocabulary pieces. If change is not nil, it edits the definition first.
func small(t testing.TB, change func(definition map[string]any)) []byte {
	t.Helper()
	ids := make(map[string]int)
	for id, piece := range pieces {
		ids[piece] = id
	}
	d := map[string]any{
		"normalizer": map[string]any{
			"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
			"strip_accents": nil, "lowercase": true,
		},
		"pre_tokenizer": map[string]any{"type": "BertPreTokenizer"},
		"model": map[string]any{
			"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
			"max_input_chars_per_word": 100, "vocab": ids,
		},
	}
	if change != nil {
		change(d)
	}
	b, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func newSmall(t testing.TB) *Tokenizer {
	t.Helper()
	tok, err := New(small(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// names returns the pieces with these IDs, in the format of the tables below.
func names(ids []int64) string {
	var s []string
	for _, id := range ids {
		s = append(s, pieces[id])
	}
	return strings.Join(s, " ")
}

func TestEncode(t *testing.T) {
	tok := newSmall(t)
	for _, c := range []struct{ name, text, want string }{
		{"empty text", "", "[CLS] [SEP]"},
		{"white space", " \t\r\n\u00a0\u2003\u2028", "[CLS] [SEP]"},
		{"one word", "run", "[CLS] run [SEP]"},
		{"capitals", "RUN Run", "[CLS] run run [SEP]"},
		{"pieces", "unwanted running", "[CLS] un ##want ##ed run ##ning [SEP]"},
		{"longest piece first", "wanted", "[CLS] want ##ed [SEP]"},
		{"unknown word", "xyzzy run", "[CLS] [UNK] run [SEP]"},
		{"word unknown at its end", "runx", "[CLS] [UNK] [SEP]"},
		{"punctuation", "a,b. un-run", "[CLS] a , b . un - run [SEP]"},
		{"quotes and backslash", `"a\b'`, `[CLS] " a \ b ' [SEP]`},
		{"special tokens are plain text", "[SEP]a[CLS]", "[CLS] [ sep ] a [ [UNK] ] [SEP]"},
		{"the ## prefix is punctuation in a text", "##want", "[CLS] [UNK] [UNK] want [SEP]"},
		{"accents", "Décor de\u0301cor CAFÉ", "[CLS] decor decor cafe [SEP]"},
		{"accent alone", "\u0301\u0308", "[CLS] [SEP]"},
		{"invalid UTF-8", "r\xffu\xc3n \xf0\x9f", "[CLS] run [SEP]"},
		{"replacement character", "r\ufffdun", "[CLS] run [SEP]"},
		{"NUL and controls", "r\x00u\x1bn\x7f\u0085 \v", "[CLS] run [SEP]"},
		{"zero width", "r\u200du\ufeffn\u00ad", "[CLS] run [SEP]"},
		{"Chinese characters are words", "中国a", "[CLS] 中 国 a [SEP]"},
		{"kana are letters", "こん", "[CLS] こ ##ん [SEP]"},
		{"symbols are letters", "a✓", "[CLS] [UNK] [SEP]"},
		{"punctuation by decomposition", "a\u037eb\u1fefa", "[CLS] a [UNK] b [UNK] a [SEP]"},
		{"compatibility ideograph", "\uf900", "[CLS] [UNK] [SEP]"},
		{"the Kelvin sign becomes k", "\u212a", "[CLS] [UNK] [SEP]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(tok.Encode(nil, c.text, 0)); got != c.want {
				t.Errorf("Encode(%q) = %s, want %s", c.text, got, c.want)
			}
		})
	}
}

func TestEncodeTruncates(t *testing.T) {
	tok := newSmall(t)
	for _, c := range []struct {
		name, text string
		maxLen     int
		want       string
	}{
		{"no limit", "a b a b", 0, "[CLS] a b a b [SEP]"},
		{"room to spare", "a b", 9, "[CLS] a b [SEP]"},
		{"exact fit", "a b", 4, "[CLS] a b [SEP]"},
		{"one token too many", "a b a", 4, "[CLS] a b [SEP]"},
		{"within a word", "unwanted", 4, "[CLS] un ##want [SEP]"},
		{"at punctuation", "a,b", 3, "[CLS] a [SEP]"},
		{"an unknown word stays unknown", "a unwantedx", 4, "[CLS] a [UNK] [SEP]"},
		{"room for the special tokens only", "a b", 2, "[CLS] [SEP]"},
		{"limit below the special tokens", "a b", 1, "[CLS] [SEP]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(tok.Encode(nil, c.text, c.maxLen)); got != c.want {
				t.Errorf("Encode(%q, %d) = %s, want %s", c.text, c.maxLen, got, c.want)
			}
		})
	}
}

func TestEncodeAppends(t *testing.T) {
	got := newSmall(t).Encode([]int64{7, 8}, "a b a", 4)
	if diff := cmp.Diff([]int64{7, 8, 2, 4, 5, 3}, got); diff != "" {
		t.Errorf("Encode after two ids (-want +got):\n%s", diff)
	}
}

func TestEncodeLongWords(t *testing.T) {
	tok := newSmall(t)
	want := "run" + strings.Repeat("ning", 24) + "n" // 100 letters; no piece matches the last n
	for _, c := range []struct{ name, text, want string }{
		{"99 known letters", want[:99], "[CLS] run" + strings.Repeat(" ##ning", 24) + " [SEP]"},
		{"unknown 100th letter", want, "[CLS] [UNK] [SEP]"},
		{"too long", strings.Repeat("run", 1000) + " a", "[CLS] [UNK] a [SEP]"},
		{"too long only because of accents", "r" + strings.Repeat("\u0301", 1000) + "un", "[CLS] run [SEP]"},
		{"too long, with 4-byte characters", strings.Repeat("\U0001f600", 101) + " a", "[CLS] [UNK] a [SEP]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(tok.Encode(nil, c.text, 0)); got != c.want {
				t.Errorf("Encode(%q) = %s, want %s", c.text, got, c.want)
			}
		})
	}
}

func TestNewRejectsOtherTokenizers(t *testing.T) {
	set := func(part, key string, value any) func(map[string]any) {
		return func(d map[string]any) { d[part].(map[string]any)[key] = value }
	}
	for _, c := range []struct {
		name string
		json []byte
		want string
	}{
		{"invalid JSON", []byte("{"), "unexpected end"},
		{"empty object", []byte("{}"), "not an uncased BERT"},
		{"another model", small(t, set("model", "type", "BPE")), "not an uncased BERT"},
		{"another prefix", small(t, set("model", "continuing_subword_prefix", "@@")), "not an uncased BERT"},
		{"longer words", small(t, set("model", "max_input_chars_per_word", 200)), "not an uncased BERT"},
		{"cased", small(t, set("normalizer", "lowercase", false)), "not an uncased BERT"},
		{"accents kept", small(t, set("normalizer", "strip_accents", false)), "not an uncased BERT"},
		{"no [SEP]", small(t, set("model", "vocab", map[string]int{"[CLS]": 0, "[UNK]": 1})), `"[SEP]" is not in the vocabulary`},
		{"an ID that is not a number", small(t, set("model", "vocab", map[string]any{"a": "b"})), `invalid ID of "a"`},
		{"a negative ID", small(t, set("model", "vocab", map[string]int{"a": -1})), `invalid ID of "a"`},
		{"a vocabulary that is a list", small(t, set("model", "vocab", []string{"a", "b"})), `invalid ID of "a"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(c.json)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("New(%.60s…) error = %v, want an error that contains %q", c.json, err, c.want)
			}
		})
	}
}
