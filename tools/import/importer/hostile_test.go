package importer

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"shopfyp.dev/shared/catalog"
)

// TestHostileFile imports a file with many kinds of damage. Good rows must be stored, and all stored values must be
// valid text.
func TestHostileFile(t *testing.T) {
	text := strings.Join([]string{
		"id,title,price,description",
		"good-1,Desk Lamp,19.99,first",
		"nul,De\x00sk,1,\x00",
		"latin1,Caf\xe9 cr\xe8me,2,r\xe9sum\xe9", // Windows-1252 among rows in UTF-8
		"utf8,Café crème,3,résumé",
		"=cmd|' /C calc'!A0,=HYPERLINK(\"\"x\"\"),@SUM(1),+1-1",
		"formula,=1+1,4,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
		"huge,\"" + strings.Repeat("x", 3<<20) + "\",5,",
		"bidi,\u202egpj.exe,6,\u0000",
		"surrogate,\xed\xa0\x80,7,",
		"many,a,1" + strings.Repeat(",b", 5000),
		"../../etc/passwd,Path,8,",
		"__reserved__,Reserved,9,",
		"price,Price,1e999,NaN",
		"<script>,\"<script>alert(1)</script>\",-5,",
		"good-2,Lava Lamp,29.99,last but one",
		"open,\"never closed,10,",
		"good-3,Lava Lamp,29.99,last",
	}, "\n")
	store := catalog.NewMemory()
	source := Source{Name: "hostile.csv", Size: int64(len(text)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
	report := mustRun(t, store, source, Options{Now: at(epoch), Currency: "EUR"})
	stored := products(t, store)
	for _, id := range []catalog.ID{"good-1", "good-2", "good-3", "utf8"} {
		if _, ok := stored[id]; !ok {
			t.Errorf("good row %s is not stored; report %+v", id, report)
		}
	}
	if report.Rejected == 0 {
		t.Error("no rows are rejected")
	}
	for id, p := range stored {
		for _, s := range []string{string(id), p.Title, p.Description} {
			if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
				t.Errorf("%s: stored value %q is not valid text", id, s)
			}
		}
		if err := id.Validate(); err != nil || p.Price.Amount < 0 {
			t.Errorf("%s: stored with ID error %v, price %v, want a valid ID and price", id, err, p.Price)
		}
	}
}
