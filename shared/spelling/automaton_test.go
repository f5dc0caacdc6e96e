package spelling

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// distance returns the optimal string alignment distance.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + min(rows[i-1][j-1], rows[i-1][j], rows[i][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

func accepts(a *automaton, word string) bool {
	n := a.Start()
	for i := range len(word) {
		if n = a.Accept(n, word[i]); !a.CanMatch(n) {
			return false
		}
	}
	return a.IsMatch(n)
}

func TestAutomatonAcceptsTheWordsWithinADistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	random := func() string {
		letters := make([]rune, rng.IntN(8))
		for i := range letters {
			letters[i] = []rune("abcéж")[rng.IntN(5)]
		}
		return string(letters)
	}
	accepted := 0
	for range 20_000 {
		word, other, errors := random(), random(), 1+rng.IntN(maxErrors)
		want := distance([]rune(word), []rune(other)) <= errors
		if got := accepts(newAutomaton(word, errors, ""), other); got != want {
			t.Fatalf("automaton of %q with %d errors accepts %q: %v, want %v", word, errors, other, got, want)
		}
		first := ""
		if word != "" {
			_, size := utf8.DecodeRuneInString(word)
			first = word[:size]
		}
		if got := accepts(newAutomaton(word, errors, first), other); got != (want && strings.HasPrefix(other, first)) {
			t.Fatalf("automaton of %q with %d errors and first letter %q accepts %q: %v", word, errors, first, other, got)
		}
		if want {
			accepted++
		}
	}
	if accepted < 1000 {
		t.Errorf("%d words accepted, want at least 1000", accepted)
	}
}

func TestAutomatonAcceptsLongWords(t *testing.T) {
	word := strings.Repeat("ab", maxWord/2)
	if a := newAutomaton(word, maxErrors, ""); !accepts(a, word) || !accepts(a, word[2:]) || accepts(a, word[3:]) {
		t.Errorf("automaton of %q does not accept the words within %d errors", word, maxErrors)
	}
}
