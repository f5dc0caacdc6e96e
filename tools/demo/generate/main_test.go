package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestCommittedFilesAreUpToDate(t *testing.T) {
	files, err := generate(vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", "data", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("data/%s is out of date; run go generate in tools/demo", name)
		}
	}
}

func TestRunWritesTheFiles(t *testing.T) {
	out := t.TempDir()
	if err := run(out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"products.jsonl", "shoppers.jsonl"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s is missing or empty: %v", name, err)
		}
	}
	if err := run(filepath.Join(out, "absent")); err == nil {
		t.Error("run with a missing folder returned no error")
	}
}

const mug = `
= mug 2 $10-12 Kitchen > Mugs
title: {brand} {line} Mug, {color}
lead: A mug.
tail: In {lower color}.
brand: Ottersby (Chalk)
color: White; Sea Blue
`

func TestKindsDoNotAffectEachOther(t *testing.T) {
	jug := strings.NewReplacer("mug", "jug", "Mug", "Jug").Replace(mug)
	alone, both := generateText(t, mug), generateText(t, jug+mug)
	if !strings.HasSuffix(both, alone) || both == alone {
		t.Errorf("output with jugs =\n%s\nwant the unchanged mugs at the end\n%s", both, alone)
	}
}

func TestOptionsSetColorMakersAndConflicts(t *testing.T) {
	const text = `
= cup 40 $10-12 Kitchen > Cups
title: {brand} {line} {what}, {size}, {hue}, {color}
lead: A cup.
tail: It holds tea.
brand: Ottersby (Chalk, Tide)
what: Glass #Clear @ Lumen (Ray)
what: Beaker +500 !Large !Red
size: Small; Large
hue: Red; Green; Blue; Pink; Gray; Teal; Plum; Rust; Sand; Jade
color: White; Black
`
	for line := range strings.Lines(generateText(t, text)) {
		glass := strings.Contains(line, "Glass")
		if glass != strings.Contains(line, `"color":"Clear"`) || glass != strings.Contains(line, `"brand":"Lumen"`) {
			t.Errorf("wrong color or maker: %s", line)
		}
		if !glass && (strings.Contains(line, "Large") || strings.Contains(line, "Red")) {
			t.Errorf("the beaker has an option that it excludes: %s", line)
		}
		if glass == strings.Contains(line, `"amount":5`) {
			t.Errorf("wrong surcharge: %s", line)
		}
	}
}

func generateText(t *testing.T, department string) string {
	t.Helper()
	files, err := generate(vocabWith(department, ""))
	if err != nil {
		t.Fatal(err)
	}
	return string(files["products.jsonl"])
}

func vocabWith(department, shoppers string) fstest.MapFS {
	return fstest.MapFS{
		"vocab/departments/a.txt": {Data: []byte(department)},
		"vocab/shoppers.txt":      {Data: []byte(shoppers)},
	}
}

func TestGenerateErrors(t *testing.T) {
	for _, tt := range []struct {
		name, department, shoppers, want string
	}{
		{"header", "= mug two $1-2 Mugs", "", "a.txt:1: not of the form"},
		{"property before a kind", "title: Mug", "", "before the first kind"},
		{"line without a key", mug + "nonsense", "", "not of the form: key: value"},
		{"price range", strings.Replace(mug, "$10-12", "$12-10", 1), "", "invalid count or price range"},
		{"no brand", strings.Replace(mug, "brand:", "band:", 1), "", "brand is missing"},
		{"no sentence after the lead", strings.Replace(mug, "tail: In {lower color}.", "", 1), "", "no tail and no option"},
		{"unknown slot", mug + "title: {shape} Mug", "", "no value for {shape}"},
		{"maker without line", mug + "brand: Tidal", "", "no value for {line}"},
		{"unused axis", mug + "shape: Round", "", "shape: no template uses it"},
		{"duplicate option", mug + "color: White", "", `duplicate option "White"`},
		{"incomplete sentence", mug + "shape: Round | It rolls", "", "not a complete sentence"},
		{"unknown excluded option", mug + "color: Red !Oval", "", `unknown option "Oval"`},
		{"too few titles", strings.Replace(mug, "mug 2", "mug 3", 1), "", "fewer than 3 different titles"},
		{"variants without options", mug + "variants: color, size", "", `variants differ in "size"`},
		{"pictures", mug + "pictures: many", "", "invalid syntax"},
		{"sale", mug + "sale: soon", "", `sale "soon" is not`},
		{"date of a sale", mug + "sale: 5% 2025-01-01 2025-02-31", "", "day out of range"},
		{"availability", mug + "availability: perhaps", "", `availability "perhaps" is not`},
		{"line before a shopper", mug, "about: Nobody.", "before the first shopper"},
		{"unknown product", mug, "= demo-a A\nclick: teapot", "no product title contains all of"},
		{"unknown event", mug, "= demo-a A\nbuy: mug", "not one of"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := generate(vocabWith(tt.department, tt.shoppers))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("generate = %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestLower(t *testing.T) {
	for in, want := range map[string]string{
		"Slate Blue":        "slate blue",
		"USB-C Hub":         "USB-C hub",
		"IPX7 Splashproof":  "IPX7 splashproof",
		"Case for iPhone 5": "case for iPhone 5",
		"":                  "",
	} {
		if got := lower(in); got != want {
			t.Errorf("lower(%q) = %q, want %q", in, got, want)
		}
	}
}
