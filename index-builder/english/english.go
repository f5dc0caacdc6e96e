// Package english lists the words of the English language, so that the speller does not take words that the shop does
// not sell for typing errors.
package english

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
)

// compressed holds one word per line: the words of SCOWL's American English list of size 60 (http://wordlist.aspell.net)
// in lower case, without apostrophes and possessives. "dont" is a word here: shoppers often omit the apostrophe. This
// command made it from Debian's package wamerican 2020.12.07:
//
//	LC_ALL=C sed "/'s$/d; s/'//g" american-english | tr A-Z a-z | grep -xE '[a-z]{3,24}' | LC_ALL=C sort -u | gzip -9n
//
// The larger lists have rare words that are more often typing errors, such as "hight".
//
//go:embed words.txt.gz
var compressed []byte

// Words returns the words in alphabetical order.
func Words() ([]string, error) {
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, fmt.Errorf("words.txt.gz: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("words.txt.gz: %w", err)
	}
	return strings.Fields(string(text)), nil
}
