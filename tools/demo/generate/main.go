// Generate writes the demo catalog and its shoppers from the vocabulary in
// vocab/. The same vocabulary always gives the same bytes, because the program
// seeds its random numbers and reads neither a clock nor the network.
//
// Run it with go generate in tools/demo.
package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed vocab
var vocabulary embed.FS

func main() {
	out := flag.String("out", "data", "folder to write products.jsonl and shoppers.jsonl to")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(out string) error {
	files, err := generate(vocabulary)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(out, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the contents of the files by name.
func generate(vocab fs.FS) (map[string][]byte, error) {
	kinds, err := readKinds(vocab)
	if err != nil {
		return nil, err
	}
	products, err := makeProducts(kinds)
	if err != nil {
		return nil, err
	}
	shoppers, err := readShoppers(vocab, products)
	if err != nil {
		return nil, err
	}
	productLines, err := jsonLines(products)
	if err != nil {
		return nil, err
	}
	shopperLines, err := jsonLines(shoppers)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"products.jsonl": productLines, "shoppers.jsonl": shopperLines}, nil
}

// jsonLines encodes each value as one line of JSON. It does not escape &, < and >.
func jsonLines[T any](values []T) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, v := range values {
		if err := enc.Encode(v); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}
