package table

import (
	"regexp"
	"strconv"
	"strings"
)

const (
	headerSample = 200       // rows that determine the header
	headerBytes  = 512 << 10 // or fewer, if they are long
	headerRows   = 20        // rows of which one is the header
)

// headerOf returns the index of the header in the first rows of a table, and a score that compares ways to split the
// rows. It skips titles and comments before the header: rows with few fields before rows with many.
func headerOf(rows [][]string) (at int, score float64) {
	best, names := 0.0, 0
	for i, row := range rows[:min(len(rows), headerRows)] {
		if i > 0 && !isLater(rows, i) {
			continue
		}
		if s := float64(filled(row)) * agreement(rows, i); filled(row) > 1 && s > best {
			best, names = s, filled(row)
		}
	}
	if at, ok := amazon(rows); ok {
		return at, best
	}
	for i, row := range rows[:min(len(rows), headerRows)] {
		comment := strings.HasPrefix(row[0], "#") && filled(row) < names
		if names > 1 && filled(row)*2 > names && !comment && (i == 0 || isLater(rows, i)) {
			return i, best
		}
	}
	return 0, best
}

// isLater reports whether rows[i] can be a header after other rows: most of the rows after it have the same form.
func isLater(rows [][]string, i int) bool {
	return i < len(rows)-1 && named(rows[i]) && agreement(rows, i) > 0.5
}

// filled returns the number of fields that are not empty.
func filled(row []string) int {
	n := 0
	for _, f := range row {
		if strings.TrimSpace(f) != "" {
			n++
		}
	}
	return n
}

// width returns the number of fields up to the last one that is not empty.
func width(row []string) int {
	n := len(row)
	for n > 0 && strings.TrimSpace(row[n-1]) == "" {
		n--
	}
	return n
}

// agreement returns the share of the rows after rows[i] that have as many fields as rows[i]. Rows with missing or empty
// fields count half.
func agreement(rows [][]string, i int) float64 {
	matches, all := 0.5, 0.5
	for _, row := range rows[i+1:] {
		all++
		switch have, want := width(row), len(rows[i]); {
		case len(row) == want:
			matches++
		case have <= want && have*2 > want:
			matches += 0.5
		}
	}
	return matches / all
}

var (
	letters = regexp.MustCompile(`\pL`)
	address = regexp.MustCompile(`(?i)^(https?:)?//`)
)

// named reports whether the fields of a row can be names of columns: distinct short texts.
func named(row []string) bool {
	seen := map[string]bool{}
	for _, f := range row {
		if f = strings.TrimSpace(f); f == "" {
			continue
		}
		if seen[f] || len(f) > 100 || address.MatchString(f) || !letters.MatchString(f) {
			return false
		}
		seen[f] = true
	}
	return len(seen) > 1
}

var (
	attributeRow = regexp.MustCompile(`(?i)\battributeRow=(\d+)`)
	machineName  = regexp.MustCompile(`^[a-z][a-z0-9_.:#\[\]=-]*$`)
)

// amazon returns the index of the header in a flat file of Amazon. Its first row contains settings, and the next rows
// labels for people and names for machines.
func amazon(rows [][]string) (at int, ok bool) {
	if len(rows) == 0 || !isAmazon(rows[0][0]) {
		return 0, false
	}
	if m := attributeRow.FindStringSubmatch(strings.Join(rows[0], "&")); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 && n <= len(rows) {
			return n - 1, true
		}
	}
	best := 0.5
	for i, row := range rows[1:min(len(rows), 8)] {
		if share := machineNames(row); share > best {
			at, best = i+1, share
		}
	}
	return at, at > 0
}

func isAmazon(cell string) bool {
	cell = strings.ToLower(strings.TrimSpace(cell))
	return strings.HasPrefix(cell, "templatetype=") || strings.HasPrefix(cell, "settings=")
}

// machineNames returns the share of the fields of a row that are names such as item_sku.
func machineNames(row []string) float64 {
	n := 0
	for _, f := range row {
		if machineName.MatchString(strings.TrimSpace(f)) {
			n++
		}
	}
	if filled(row) < 2 {
		return 0
	}
	return float64(n) / float64(filled(row))
}
