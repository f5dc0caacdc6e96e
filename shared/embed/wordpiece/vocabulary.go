package wordpiece

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// continuing marks the pieces that continue a word.
const continuing = "##"

// vocabulary holds the pieces that words are made of.
type vocabulary struct {
	first   map[string]int32 // pieces at the start of a word
	next    map[string]int32 // pieces further on, without the mark
	longest int              // bytes of the longest piece
}

// UnmarshalJSON reads an object of pieces and their ids. It is written out because
// a process waits for it when it starts: filling a map by reflection takes three
// times as long.
func (v *vocabulary) UnmarshalJSON(object []byte) error {
	const typical = 30522 // pieces in BERT's own vocabulary
	v.first, v.next = make(map[string]int32, typical), make(map[string]int32, typical/4)
	for rest := string(object); ; {
		piece, after, ok, err := cutString(rest)
		if err != nil || !ok {
			return err
		}
		number, after, ok := cutNumber(after)
		id, err := strconv.ParseInt(number, 10, 32)
		if !ok || err != nil || id < 0 {
			return fmt.Errorf("vocabulary: the id of %q is %q", piece, number)
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

// split appends the ids of word's pieces, the longest known one first. It reports
// false where a part of the word is no piece; what it appended is then void.
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

// longestPrefix returns the longest of pieces that s starts with, and its length.
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

// cutString returns the first JSON string in s and what follows it; ok is false
// where there is none.
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
		return "", "", false, fmt.Errorf("vocabulary: unfinished string %.20q", s)
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

// cutNumber returns what s has between a colon and a comma or brace, and the rest.
func cutNumber(s string) (number, after string, ok bool) {
	for end := range len(s) {
		if s[end] == ',' || s[end] == '}' {
			return strings.Trim(s[:end], ": \t\r\n"), s[end+1:], true
		}
	}
	return "", s, false
}
