package corpus

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/importer"
)

// catalogues are the files that hold products, as patterns below the data folder.
var catalogues = []string{
	"catalogue_*/*.csv", "catalogue_*/*.csv.gz",
	"esci150/products.jsonl.gz",
	"sessions_*/items.csv", "sessions_*/items.csv.gz",
}

// productTexts returns what is embedded of every product, each text once.
func productTexts(ctx context.Context, dir string) ([]string, error) {
	var texts []string
	err := eachFile(dir, catalogues, func(path string) error {
		products, err := read(ctx, path)
		if err != nil {
			return err
		}
		for p, err := range products.All(ctx) {
			if err != nil {
				return err
			}
			texts = append(texts, p.Text())
		}
		return nil
	})
	return distinct(texts), err
}

// read imports a catalogue as tools/import would.
func read(ctx context.Context, path string) (*catalog.Memory, error) {
	src, err := importer.File(path)
	if err != nil {
		return nil, err
	}
	products := catalog.NewMemory()
	_, err = importer.Run(ctx, products, src, importer.Options{PadRows: true})
	return products, err
}

// asking are the files of queries, and which column holds them.
var asking = []struct{ pattern, column string }{
	{"esci150/queries.csv", "query"},
	{"requests_*/requests.csv", "request"},
}

// queryTexts returns every query, each once.
func queryTexts(dir string) ([]string, error) {
	var texts []string
	for _, a := range asking {
		err := eachFile(dir, []string{a.pattern}, func(path string) error {
			column, err := readColumn(path, a.column)
			texts = append(texts, column...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return distinct(texts), nil
}

// eachFile calls do for the files below dir that match the patterns, by pattern, then by name.
func eachFile(dir string, patterns []string, do func(path string) error) error {
	for _, pattern := range patterns {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, path := range paths {
			if err := do(path); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
	}
	return nil
}

// readColumn returns a column of a CSV file that begins with its columns' names.
func readColumn(path, column string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || !slices.Contains(rows[0], column) {
		return nil, fmt.Errorf("no column %q", column)
	}
	at := slices.Index(rows[0], column)
	var values []string
	for _, row := range rows[1:] {
		values = append(values, row[at])
	}
	return values, nil
}

// distinct returns the texts that are not blank, each where it comes first.
func distinct(texts []string) []string {
	seen := make(map[string]bool, len(texts))
	return slices.DeleteFunc(texts, func(s string) bool {
		again := seen[s] || strings.TrimSpace(s) == ""
		seen[s] = true
		return again
	})
}
