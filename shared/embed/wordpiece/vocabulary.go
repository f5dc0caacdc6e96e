package wordpiece

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// continuing is the prefix of pieces that continue a word.
const continuing = "##"

// A vocabulary holds word pieces and their IDs.
type vocabulary struct {
	first   map[string]int32 // pieces at the start of a word
	next    map[string]int32 // pieces that continue a word, without the prefix
	longest int              // length of the longest piece in bytes
}

// UnmarshalJSON reads a JSON object that maps pieces to IDs. It avoids reflection, which would take
// three times as long at process start.
func (v *vocabulary) UnmarshalJSON(object []byte) error {
	const typical = 30522 // number of pieces in BERT's original vocabulary
	v.first, v.next = make(map[string]int32, typical), make(map[string]int32, typical/4)
	for rest := string(object); ; {
		piece, after, ok, err := cutString(rest)
		if err != nil || !ok {
			return err
		}
		number, after, ok := cutNumber(after)
		id, err := strconv.ParseInt(number, 10, 32)
		if !ok || err != nil || id < 0 {
			return fmt.Errorf("vocabulary: invalid ID of %q: %q", piece, number)
		}
		v.add(piece, int32(id))
		rest = after
	}
}

func (v *vocabulary) add(piece string, id int32) {
	if tail, ok := strings.CutPrefix(piece, continuing); ok && tail != "" {
		v.next[tail] = id
	} else {
		v.first[piece] = id
	}
	v.longest = max(v.longest, len(piece))
}

// split appends the IDs of word's pieces, always taking the longest match. It reports whether it could split
// the whole word; if not, the caller must discard the appended IDs.
func (v *vocabulary) split(dst []int64, word []byte) ([]int64, bool) {
	for pieces := v.first; len(word) > 0; pieces = v.next {
		id, n := longestPrefix(pieces, word[:min(len(word), v.longest)])
		if n == 0 {
			return dst, false
		}
		dst = append(dst, int64(id))
		word = word[n:]
	}
	return dst, true
}

// longestPrefix returns the ID and length of the longest piece that is a prefix of s. It returns n = 0 if no
// piece matches.
func longestPrefix(pieces map[string]int32, s []byte) (id int32, n int) {
	for n = len(s); n > 0; n-- {
		if n < len(s) && !utf8.RuneStart(s[n]) {
			continue
		}
		if id, ok := pieces[string(s[:n])]; ok {
			return id, n
		}
	}
	return 0, 0
}

// cutString returns the first JSON string in s and the text after it. ok is false if s contains no string.
func cutString(s string) (value, after string, ok bool, err error) {
	_, s, ok = strings.Cut(s, `"`)
	if !ok {
		return "", "", false, nil
	}
	end := 0
	for end < len(s) && s[end] != '"' {
		if s[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(s) {
		return "", "", false, fmt.Errorf("vocabulary: unterminated string %.20q", s)
	}
	value, after = s[:end], s[end+1:]
	if strings.IndexByte(value, '\\') >= 0 {
		value, err = unescape(value)
	}
	return value, after, true, err
}

func unescape(s string) (value string, err error) {
	err = json.Unmarshal([]byte(`"`+s+`"`), &value)
	return value, err
}

// cutNumber returns the number after the colon at the start of s, and the text after the next comma or brace.
func cutNumber(s string) (number, after string, ok bool) {
	for end := range len(s) {
		if s[end] == ',' || s[end] == '}' {
			return strings.Trim(s[:end], ": \t\r\n"), s[end+1:], true
		}
	}
	return "", s, false
}
