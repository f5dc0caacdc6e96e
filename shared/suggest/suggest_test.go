package suggest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// write returns the open file of a content.
func write(t testing.TB, c Content) *File {
	t.Helper()
	name := filepath.Join(t.TempDir(), "suggest.bin")
	if err := Write(name, c); err != nil {
		t.Fatal(err)
	}
	f, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// queries returns the content of queries, best first.
func queries(texts ...string) Content {
	var entries []Entry
	for i, text := range texts {
		entries = append(entries, Entry{text, uint32(100 - i)})
	}
	return Content{Query: entries}
}

func texts(matches []Match) (all []string) {
	for _, m := range matches {
		all = append(all, m.Text)
	}
	return all
}

var shop = queries("running shoes", "water bottle", "shoes for kids", "wireless headphones", "T-Shirt", "Men's shirt", "iphone 15", "iphone 16",
	"Crème brûlée torch", "防水 スピーカー", "speaker", "نعال", "waterproof speaker")

func TestFind(t *testing.T) {
	f := write(t, shop)
	for typed, want := range map[string][]string{
		"s":             {"running shoes", "shoes for kids", "T-Shirt"}, // the best three
		"sho":           {"running shoes", "shoes for kids"},
		"SHOES F":       {"shoes for kids"},
		"water ":        {"water bottle"}, // the word is complete
		"speaker ":      {"speaker", "waterproof speaker"},
		"t-sh":          {"T-Shirt"},
		"mens":          {"Men's shirt"},
		"men’s sh":      {"Men's shirt"},
		"creme BRU":     {"Crème brûlée torch"},
		"水":             {"防水 スピーカー"},
		"防水 ス":          {"防水 スピーカー"},
		"نع":            {"نعال"},
		"iphone":        {"iphone 15", "iphone 16"},
		"hoes":          nil, // not the beginning of a word
		"shoes running": nil,
		"":              nil,
		" - ":           nil,
		"👟":             nil,
		"\xff\xfe":      nil,
		"wa\x00":        nil,
	} {
		if diff := cmp.Diff(want, texts(f.Find(Query, NewTyped(typed), 3))); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", typed, diff)
		}
	}
	if got := f.Find(Brand, NewTyped("s"), 3); got != nil {
		t.Errorf("brands of a file without brands = %v, want none", got)
	}
}

func TestFindNear(t *testing.T) {
	f := write(t, shop)
	for typed, want := range map[string][]string{
		"waterbot":   {"water bottle"},        // the space is missing
		"head phone": {"wireless headphones"}, // a space too much
		"bottel":     {"water bottle"},        // transposed
		"botle":      {"water bottle"},        // missing
		"bettle":     {"water bottle"},        // wrong
		"botttle":    {"water bottle"},        // too much
		"botlle wat": nil,                     // the words are in another order
		"shose":      {"running shoes", "shoes for kids"},
		"runing sho": {"running shoes"},
		"runnjng":    {"running shoes"},
		"wireles h":  {"wireless headphones"},
		"heaphon":    {"wireless headphones"},
		"hsoes":      {"running shoes", "shoes for kids"},
		"ske":        nil, // too short
		"iphone 17":  nil, // no errors in digits
		"1phone":     nil,
		"qunning":    nil, // the first letter
		"runn1ng":    nil,
		"":           nil,
		"防氷":         nil,
	} {
		if diff := cmp.Diff(want, texts(f.FindNear(Query, NewTyped(typed), 3))); diff != "" {
			t.Errorf("FindNear(%q) (-want +got):\n%s", typed, diff)
		}
	}
}

func TestFindFirst(t *testing.T) {
	f := write(t, shop)
	for typed, want := range map[string][]string{
		"qunning":     {"running shoes"},
		"unning":      {"running shoes"},
		"hoes":        {"running shoes", "shoes for kids"},
		"qunning sho": {"running shoes"},
		"hoe":         nil, // too short
		"running":     nil, // right
		"qunnnng":     nil, // two errors
		"1unning":     nil, // no errors in words with digits
		"":            nil,
		"防氷":          nil,
	} {
		if diff := cmp.Diff(want, texts(f.FindFirst(Query, NewTyped(typed), 3))); diff != "" {
			t.Errorf("FindFirst(%q) (-want +got):\n%s", typed, diff)
		}
	}
}

func TestLocate(t *testing.T) {
	f := write(t, shop)
	for _, test := range []struct{ typed, text, want string }{
		{"sho", "running shoes", "sho"},
		{"shoes ", "shoes for kids", "shoes"},
		{"speaker ", "waterproof speaker", "speaker"},
		{"t-sh", "T-Shirt", "T-Sh"},
		{"mens s", "Men's shirt", "Men's s"},
		{"creme br", "Crème brûlée torch", "Crème br"},
		{"waterbot", "water bottle", "water bot"},
		{"bottel", "water bottle", "bottle"},
		{"水", "防水 スピーカー", "水"},
	} {
		typed := NewTyped(test.typed)
		found := append(f.Find(Query, typed, 5), f.FindNear(Query, typed, 5)...)
		i := slices.IndexFunc(found, func(m Match) bool { return m.Text == test.text })
		if i < 0 {
			t.Errorf("%q does not find %q", test.typed, test.text)
			continue
		}
		r, all := found[i].Locate(test.text), utf16.Encode([]rune(test.text))
		if got := string(utf16.Decode(all[r.Start:r.End])); got != test.want {
			t.Errorf("%q matches %q of %q, want %q", test.typed, got, test.text, test.want)
		}
	}
	if got, want := NewTyped("shoes ").Locate("Blue Shoes"), (Range{5, 10}); got != want {
		t.Errorf("Locate of a complete word = %v, want %v", got, want)
	}
	if got := NewTyped("shoe ").Locate("Blue Shoes"); got != (Range{}) {
		t.Errorf("Locate of another complete word = %v, want nothing", got)
	}
	if got, want := NewTyped("shoe").Locate("👟👟 Blue Shoes"), (Range{10, 14}); got != want {
		t.Errorf("Locate = %v, want %v in UTF-16 code units", got, want)
	}
	if got := NewTyped("hoe").Locate("Shoes"); got != (Range{}) {
		t.Errorf("Locate inside a word = %v, want nothing", got)
	}
	m := Match{from: 3, to: 40}
	if got := m.Locate("short"); got != (Range{}) {
		t.Errorf("Locate in a text that changed = %v, want nothing", got)
	}
}

func TestBegins(t *testing.T) {
	for _, test := range []struct {
		typed, text string
		want        bool
	}{
		{"sho", "Blue Shoes", true}, {"hoes", "Blue Shoes", false}, {"shoes ", "Blue Shoes", true}, {"blue sh", "Blue-Shoes", true}, {"", "Shoes", false}, {"水", "防水", true},
	} {
		if got := NewTyped(test.typed).Begins(NewTitle(test.text)); got != test.want {
			t.Errorf("Begins(%q, %q) = %t, want %t", test.typed, test.text, got, test.want)
		}
	}
}

// Find and FindNear agree with a search of all texts.
func TestFindAgreesWithAScan(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	letters := []rune("aabcé 1")
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(letters[rng.IntN(len(letters))])
		}
		return b.String()
	}
	var c []string
	for range 300 {
		c = append(c, "a"+text(3+rng.IntN(12)))
	}
	f := write(t, queries(c...))
	for range 300 {
		typed := NewTyped(text(1 + rng.IntN(6)))
		var want []string
		for _, s := range c {
			if typed.Begins(NewTitle(s)) && len(want) < 7 {
				want = append(want, s)
			}
		}
		if got := texts(f.Find(Query, typed, 7)); !slices.Equal(got, want) {
			t.Fatalf("Find(%q) = %q, want %q", typed.key, got, want)
		}
		near, first := texts(f.FindNear(Query, typed, 1<<20)), texts(f.FindFirst(Query, typed, 1<<20))
		for _, s := range c {
			if got, want := slices.Contains(near, s), scanNear(typed, s); got != want {
				t.Fatalf("FindNear(%q) has %q: %t, want %t", typed.key, s, got, want)
			}
			if got, want := slices.Contains(first, s), scanFirst(typed, s); got != want {
				t.Fatalf("FindFirst(%q) has %q: %t, want %t", typed.key, s, got, want)
			}
		}
	}
}

// scanFirst reports whether FindFirst should find a text.
func scanFirst(t Typed, text string) bool {
	first, size := utf8.DecodeRuneInString(t.key)
	if t.IsEmpty() || !canErr(t.key, 0) {
		return false
	}
	for _, other := range "abce" {
		for _, v := range []string{string(other) + t.key, string(other) + t.key[size:]} {
			if (other != first || v == string(other)+t.key) && (Typed{key: v, word: " " + v}).Begins(NewTitle(text)) {
				return true
			}
		}
	}
	return false
}

// scanNear reports whether FindNear should find a text.
func scanNear(t Typed, text string) bool {
	typed := t.key
	for i, letter := range typed {
		rest := typed[i+len(string(letter)):]
		var variants []string
		switch {
		case letter == ' ' && rest != "":
			variants = append(variants, typed[:i]+rest)
		case letter != ' ' && canErr(typed, i):
			variants = append(variants, typed[:i]+rest)
			if next := []rune(rest); len(next) > 0 && next[0] != ' ' && next[0] != letter {
				variants = append(variants, typed[:i]+string(next[0])+string(letter)+string(next[1:]))
			}
			for _, other := range "abce " {
				if i > 0 {
					variants = append(variants, typed[:i]+string(other)+typed[i:])
				}
				if i > 0 && other != ' ' && other != letter {
					variants = append(variants, typed[:i]+string(other)+rest)
				}
			}
		}
		for _, v := range variants {
			if v == "" || strings.HasPrefix(v, " ") || strings.Contains(v, "  ") {
				if v == "" {
					return true
				}
				continue
			}
			if (Typed{key: v, word: " " + v}).Begins(NewTitle(text)) {
				return true
			}
		}
	}
	return false
}

func TestWriteSkipsAndCuts(t *testing.T) {
	long := strings.Repeat("größe ", 100)
	f := write(t, queries("👟", "", long, "shoe"))
	if f.Len(Query) != 2 {
		t.Errorf("the file has %d queries, want 2", f.Len(Query))
	}
	if got := texts(f.Find(Query, NewTyped("größe gro"), 1)); !slices.Equal(got, []string{long}) {
		t.Errorf("Find = %.40q, want the whole text of a long entry", got)
	}
}

func TestProductsHaveNoText(t *testing.T) {
	f := write(t, Content{Product: {{"Desk Lamp", 7}}})
	got := f.Find(Product, NewTyped("lam"), 3)
	if len(got) != 1 || got[0].Value != 7 || got[0].Text != "" || got[0].Locate("Desk Lamp") != (Range{5, 8}) {
		t.Errorf("Find = %+v, want row 7", got)
	}
}

func TestClosedFileFindsNothing(t *testing.T) {
	f := write(t, shop)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := f.Find(Query, NewTyped("s"), 3); got != nil {
		t.Errorf("Find after Close = %v, want nothing", got)
	}
	if err := f.Close(); err != nil {
		t.Errorf("second Close = %v", err)
	}
}

func TestOpenRejectsDamagedSizes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "suggest.bin")
	if err := Write(name, shop); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{
		"empty":       {},
		"other magic": append([]byte("SFCARDS2"), good[8:]...),
		"truncated":   good[:len(good)-1],
		"longer":      append(slices.Clone(good), 0),
		"more words":  slices.Concat(good[:16], []byte{255, 255, 255, 127}, good[20:]),
	} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if f, err := Open(name); err == nil {
			_ = f.Close()
			t.Errorf("%s: opened", what)
		}
	}
}

// FuzzFile searches files with damaged bytes. Whatever they contain, a search returns.
func FuzzFile(f *testing.F) {
	name := filepath.Join(f.TempDir(), "suggest.bin")
	if err := Write(name, shop); err != nil {
		f.Fatal(err)
	}
	good, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	for i := headerSize; i < len(good); i += 7 {
		f.Add(i, byte(255), "shoes f")
		f.Add(i, byte(0), "shose")
	}
	f.Fuzz(func(t *testing.T, at int, value byte, typed string) {
		data := slices.Clone(good)
		data[uint(at)%uint(len(data))] = value
		file, err := parse(data)
		if err != nil {
			return
		}
		for _, kind := range Kinds {
			for _, m := range append(file.Find(kind, NewTyped(typed), 5), append(file.FindNear(kind, NewTyped(typed), 5), file.FindFirst(kind, NewTyped(typed), 5)...)...) {
				m.Locate(typed)
			}
		}
		NewTyped(typed).Locate(typed)
	})
}

// titles returns made titles of products.
func titles(n int) (all []Entry) {
	rng := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru pla sta tri sho che")
	var words []string
	for range 20_000 {
		word := ""
		for range 1 + rng.IntN(3) {
			word += syllables[rng.IntN(len(syllables))]
		}
		words = append(words, word)
	}
	for i := range n {
		var title []string
		for range 6 + rng.IntN(6) {
			title = append(title, words[int(float64(len(words))*rng.Float64()*rng.Float64()*rng.Float64())]) // frequent words first
		}
		all = append(all, Entry{strings.Join(title, " "), uint32(i)})
	}
	return all
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		f := write(b, Content{Product: titles(n)})
		for _, typed := range []string{"s", "sho", "shoba tri", "shobba", "shobatridrilo"} {
			b.Run(fmt.Sprintf("products=%d/typed=%s", n, strings.ReplaceAll(typed, " ", "_")), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if t := NewTyped(typed); len(f.Find(Product, t, 16)) == 0 {
						f.FindNear(Product, t, 16)
					}
				}
			})
		}
	}
}
