package lexical_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"shopfyp.dev/shared/lexical"
)

// TestFormsOfAWord has texts that mean the same: each finds the others.
func TestFormsOfAWord(t *testing.T) {
	same := [][]string{
		{"dress", "dresses", "DRESS"}, {"watch", "watches"}, {"box", "boxes"}, {"brush", "brushes"}, {"shoe", "shoes"},
		{"battery", "batteries"}, {"cookie", "cookies"}, {"knife", "knives"}, {"shelf", "shelves"}, {"foot", "feet"}, {"lens", "lenses"},
		{"16gb", "16 GB"}, {"3m", "3 m", "300cm", "300 cm", "3 meters"}, {"500ml", "50 cl"}, {"2kg", "2000 g"}, {"6 ft", "6ft"},
		{"0.5 l", "500ml", "500 ml", "0,5l", "0.5 liter", "50cl"}, {"1.5m", "150 cm", "1500mm", "1.50 m"}, {"0.25kg", "250g", "250 grams"},
		{`14" laptop`, "14 inch", "14-inch laptop", "14inch", "14in", "14”", "14''"}, {"2 lb", "32 oz", "2 pounds", "2lbs"}, {"1.5 lb", "24 oz"},
		{"7.5 oz", "7.5oz", "7.5 ounce", "7.5-ounce"}, {"12 fl oz", "12 oz", "12 fl. oz", "12 fluid ounces"}, {"2 gallon", "8 quart", "8qt"},
		{"15.6 inch", `15.6"`, "15.6-inch"}, {"3 in 1 charger", "3 in 1"}, {"1 tb", "1TB"}, {"1.5 kw", "1500w", "1500 watt"},
		{"iphone14", "iPhone 14"}, {"spf50", "SPF 50"},
		{"Smørrebrød", "smorrebrod"}, {"weißbier", "weissbier"}, {"łódź", "lodz"}, {"kırmızı", "kirmizi"},
		{"ランニングシューズ", "シューズ"}, {"跑步鞋", "跑步"}, {"รองเท้าวิ่ง", "รองเท้า"},
	}
	for _, forms := range same {
		for _, form := range forms {
			ix := open(t, titles(form, "other")...)
			for _, q := range forms[1:] {
				if got := rowsOf(query(t, ix, q).Best(5, any)); !slices.Equal(got, []int64{0}) {
					t.Errorf("Best for %q = %v, want the row of %q", q, got, form)
				}
			}
		}
	}
}

// TestOtherWords has pairs of words that are not forms of one word.
func TestOtherWords(t *testing.T) {
	for _, tt := range [][2]string{{"16gb", "8gb"}, {"3m", "10 m"}, {"1.5 l", "5 l"}, {"1.5 l", "1 l"}, {"15.6 inch", "6 inch"}, {"0.5 l", "5 l"}, {"3 in 1", "3 inch"}, {"14 inch", "14 cm"}, {"iphone14", "iphone 13"}, {"glass", "glas"}, {"靴", "傘"}, {"bus", "bu"}} {
		ix := open(t, titles(tt[0])...)
		if q := query(t, ix, tt[1]); q.Contains(0) {
			t.Errorf("%q contains %q", tt[0], tt[1])
		}
	}
}

// A joined form ranks like the spaced one, not above it as if it were a model number.
func TestJoinedFormIsNoModelNumber(t *testing.T) {
	ix := open(t, titles("Case for iPhone14", "Case for iPhone 14")...)
	e, err := ix.Exact("iphone14 case", 10)
	if err != nil || e.Has(0) {
		t.Errorf("Exact(iphone14 case) has row 0, %v, want none", err)
	}
	q := query(t, ix, "iphone14")
	if a, b := q.Coverage(0), q.Coverage(1); a <= 0 || b <= 0 {
		t.Errorf("coverage of iphone14 = %v and %v, want both rows", a, b)
	}
}

// Files of the first version keep their rules until the next build replaces them.
func TestFirstVersion(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lexical.bin")
	if err := lexical.Write(name, 1, func(int) (lexical.Document, error) { return lexical.Document{Title: "dresse cafe"}, nil }); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	binary.LittleEndian.PutUint64(data, 0x31_43_49_58_45_4c_46_53)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ix, err := lexical.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	if q := query(t, ix, "dresses café"); !q.Contains(0) { // the first version made "dresse" of "dresses"
		t.Error("a file of the first version is read by the rules of the second")
	}
}
