package spelling

import "strings"

// Costs of typing errors. An arbitrary error costs 1; frequent kinds cost less.
const (
	anyError      = 1.
	swapped       = .7  // "wtaer"
	doubled       = .6  // "watter", "botle": a letter twice instead of once, or once instead of twice
	omitted       = .8  // "watr"
	neighboring   = .75 // "wster": a key next to the right one
	vowelForVowel = .75 // "wator"
	firstLetter   = .6  // added for an error in the first letter, which typists rarely get wrong
	soundsAlike   = .6  // factor for words that sound the same: "sneekers"
)

// cost returns the cost of typing typed instead of meant.
func cost(typed, meant string) float64 {
	c := editCost([]rune(typed), []rune(meant))
	if soundKey(typed) == soundKey(meant) {
		c *= soundsAlike
	}
	return c
}

// editCost returns the least total cost of errors that turn meant into typed (optimal string alignment).
func editCost(typed, meant []rune) float64 {
	rows := make([][]float64, len(typed)+1)
	for i := range rows {
		rows[i] = make([]float64, len(meant)+1)
		for j := range rows[i] {
			switch {
			case i == 0 && j == 0:
			case i == 0:
				rows[i][j] = rows[i][j-1] + omission(meant, j-1)
			case j == 0:
				rows[i][j] = rows[i-1][j] + insertion(typed, i-1)
			default:
				rows[i][j] = min(
					rows[i-1][j-1]+substitution(typed, meant, i-1, j-1),
					rows[i-1][j]+insertion(typed, i-1),
					rows[i][j-1]+omission(meant, j-1),
				)
				if i > 1 && j > 1 && typed[i-1] == meant[j-2] && typed[i-2] == meant[j-1] && typed[i-1] != typed[i-2] {
					rows[i][j] = min(rows[i][j], rows[i-2][j-2]+swapped+atStart(i-2))
				}
			}
		}
	}
	return rows[len(typed)][len(meant)]
}

// substitution returns the cost of typing letter i of typed for letter j of meant.
func substitution(typed, meant []rune, i, j int) float64 {
	a, b := typed[i], meant[j]
	switch {
	case a == b:
		return 0
	case areNeighbors(a, b):
		return neighboring + atStart(i)
	case areVowels(a, b):
		return vowelForVowel + atStart(i)
	}
	return anyError + atStart(i)
}

// insertion returns the cost of letter i of typed, which is too much.
func insertion(typed []rune, i int) float64 {
	if isDouble(typed, i) {
		return doubled
	}
	return anyError + atStart(i)
}

// omission returns the cost of letter j of meant, which is missing.
func omission(meant []rune, j int) float64 {
	if isDouble(meant, j) {
		return doubled
	}
	return omitted + atStart(j)
}

func isDouble(word []rune, i int) bool {
	return i > 0 && word[i] == word[i-1] || i+1 < len(word) && word[i] == word[i+1]
}

func atStart(i int) float64 {
	if i == 0 {
		return firstLetter
	}
	return 0
}

// areVowels reports whether two letters are vowels that shoppers confuse. "y" sounds only like "e" and "i".
func areVowels(a, b rune) bool {
	vowels := "aeiou"
	if a == 'y' || b == 'y' {
		vowels = "eiy"
	}
	return strings.ContainsRune(vowels, a) && strings.ContainsRune(vowels, b)
}

// keyboards holds the rows of letters of the common Latin keyboards, QWERTY, QWERTZ and AZERTY.
var keyboards = [][3]string{
	{"qwertyuiop", "asdfghjkl", "zxcvbnm"},
	{"qwertzuiop", "asdfghjkl", "yxcvbnm"},
	{"azertyuiop", "qsdfghjklm", "wxcvbn"},
}

// neighbors holds the pairs of neighboring keys, in both orders.
var neighbors = func() map[[2]rune]bool {
	all := make(map[[2]rune]bool)
	add := func(a, b byte) { all[[2]rune{rune(a), rune(b)}], all[[2]rune{rune(b), rune(a)}] = true, true }
	for _, rows := range keyboards {
		for r, row := range rows {
			for i := range len(row) {
				if i > 0 {
					add(row[i-1], row[i])
				}
				if r+1 < len(rows) { // the next row is half a key to the right
					for j := max(0, i-1); j <= i && j < len(rows[r+1]); j++ {
						add(row[i], rows[r+1][j])
					}
				}
			}
		}
	}
	return all
}()

func areNeighbors(a, b rune) bool { return neighbors[[2]rune{a, b}] }
