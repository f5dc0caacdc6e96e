package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// archive returns a zip archive of files: name, content, name, content.
func archive(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := zw.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, files[i+1])
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	workbookPart = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="Secret" sheetId="3" state="hidden" r:id="rId3"/><sheet name="Intro" sheetId="1" r:id="rId1"/><sheet name="Products" sheetId="2" r:id="rId2"/></sheets></workbook>`
	relsPart   = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Target="worksheets/sheet3.xml"/></Relationships>`
	stylesPart = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000000000000"/><numFmt numFmtId="165" formatCode="dd\.mm\.yyyy\ hh:mm"/><numFmt numFmtId="166" formatCode="#,##0.00 &quot;day&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="11"/></cellXfs></styleSheet>`
	stringsPart = `<sst><si><t>sku</t></si><si><t>name</t></si><si><r><t>Red </t></r><r><t xml:space="preserve">lamp</t></r><rPh><t>reading</t></rPh></si><si><t>4.00638E+12</t></si></sst>`
	introPart   = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Welcome</t></is></c></row></sheetData></worksheet>`
	headerRow   = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="str"><v>price</v></c></row>`
)

// book returns a workbook whose second visible sheet has the rows.
func book(t testing.TB, rows string) string {
	sheet := "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"
	return archive(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", workbookPart, "xl/_rels/workbook.xml.rels", relsPart,
		"xl/styles.xml", stylesPart, "xl/sharedStrings.xml", stringsPart, "xl/worksheets/sheet1.xml", introPart,
		"xl/worksheets/sheet2.xml", sheet, "xl/worksheets/sheet3.xml", sheet)
}

func TestWorkbook(t *testing.T) {
	tests := []struct{ name, cells, want string }{
		{"shared and rich text", `<c r="A4" t="s"><v>3</v></c><c r="B4" t="s"><v>2</v></c>`, `"4.00638E+12" "Red lamp" ""`},
		{"inline text", `<c r="A4" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`, `"ab" "" ""`},
		{"missing cells", `<c r="C4"><v>5</v></c>`, `"" "" 5`},
		{"long number", `<c r="A4"><v>4006381333931</v></c><c r="B4" s="5"><v>1234567890123456</v></c>`, `4006381333931 1234567890123456 ""`},
		{"number with an exponent", `<c r="A4" s="5"><v>4.0063813339310005E12</v></c><c><v>1E-3</v></c>`, `4006381333931 0.001 ""`},
		{"rounding error", `<c><v>19.989999999999998</v></c><c s="4"><v>14.875</v></c>`, `19.99 14.875 ""`},
		{"leading zeros", `<c s="2"><v>400638133393</v></c>`, `"0400638133393" "" ""`},
		{"dates", `<c s="1"><v>45000</v></c><c s="3"><v>45000.5</v></c><c t="d"><v>2026-01-02</v></c>`, `"2023-03-15" "2023-03-15T12:00:00" "2026-01-02"`},
		{"booleans and errors", `<c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c><v>1</v></c>`, `"true" "" 1 NOTE name: error of a formula: ignored`},
		{"formula", `<c><f>1+1</f><v>2</v></c>`, `2 "" ""`},
		{"text that does not exist", `<c t="s"><v>99</v></c><c><v>1</v></c>`, `"" 1 "" NOTE sku: text that the workbook does not contain: ignored`},
		{"too many cells", `<c r="A4"><v>1</v></c><c r="D4"><v>2</v></c>`, `FAULT more fields than columns: 4 fields, 3 columns`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := "Excel, sheet \"Products\" [\"sku\" \"name\" \"price\"]\n4 " + tt.want + "\n"
			got := transcript(t, book(t, headerRow+`<row r="4">`+tt.cells+"</row>"), Options{})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWorkbookTitle(t *testing.T) {
	rows := `<row r="1"><c r="A1" t="inlineStr"><is><t>Price list</t></is></c></row>` + headerRow + `<row><c><v>1</v></c><c><v>2</v></c></row>`
	want := "Excel, sheet \"Products\", header in row 2 [\"sku\" \"name\" \"price\"]\n3 1 2 \"\"\n"
	if got := transcript(t, book(t, rows), Options{}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestNumberFormat(t *testing.T) {
	tests := []struct {
		code, number, want string
		from1904           bool
	}{
		{"yyyy-mm-dd", "1", "1900-01-01", false},
		{"yyyy-mm-dd", "61", "1900-03-01", false},
		{"d/m/yy", "0", "1904-01-01", true},
		{"hh:mm", "0.5", "12:00:00", false},
		{"[h]:mm", "1.5", "1.5", false},
		{"mmm yy", "45000", "2023-03-15", false},
		{`[$-409]d\-mmm\-yyyy;@`, "45000", "2023-03-15", false},
		{"0.00E+00", "1234567", "1234567", false},
		{`#,##0.00\ "USD"`, "1299", "1299", false},
		{"0.0%", "0.1", "0.1", false},
		{"00000", "123", "00123", false},
		{"00000", "1.5", "1.5", false},
		{"yyyy", "9999999", "9999999", false},
	}
	for _, tt := range tests {
		if got := formatOf(164, tt.code).value(tt.number, tt.from1904).Text; got != tt.want {
			t.Errorf("%s with format %s = %q, want %q", tt.number, tt.code, got, tt.want)
		}
	}
}

func TestArchives(t *testing.T) {
	bomb := strings.Repeat("0", bombSize+1)
	tests := []struct{ name, file, want string }{
		{"one file", archive(t, "__MACOSX/._a.csv", "x", "f/a.csv", "a,b\n1,2\n"), "CSV, zip [\"a\" \"b\"]\n2 \"1\" \"2\"\n"},
		{"one feed", archive(t, "readme.md", "hello", "a.xml", "<products><product><id>1</id><n>a</n></product></products>"), "XML (product), zip [\"id\" \"n\"]\n1 \"1\" \"a\"\n"},
		{"workbook in an archive", archive(t, "a.xlsx", book(t, headerRow+"<row><c><v>1</v></c></row>")), "Excel, sheet \"Products\", zip [\"sku\" \"name\" \"price\"]\n3 1 \"\" \"\"\n"},
		{"two feeds", archive(t, "a.csv", "a,b\n", "b.csv", "a,b\n"), "error: zip: the archive contains 2 files (a.csv, b.csv): unpack it and import the files with products\n"},
		{"archive in an archive", archive(t, "a.zip", archive(t, "a.csv", "a,b\n1,2\n")), "error: a.zip: looks like application/zip: save it as CSV, TSV, JSON, XML or .xlsx\n"},
		{"OpenDocument", archive(t, "mimetype", "x", "content.xml", "<x/>"), "error: looks like an OpenDocument file (.ods): save it as .xlsx or CSV\n"},
		{"empty workbook", archive(t, "xl/workbook.xml", workbookPart), "error: Excel workbook: the file is empty\n"},
		{"zip bomb", archive(t, "a.csv", bomb), "error: zip: a.csv has 64 MiB unpacked and 63 KiB packed: refused, because it looks like a zip bomb\n"},
		{"workbook as zip bomb", archive(t, "xl/workbook.xml", workbookPart, "xl/sharedStrings.xml", bomb), "error: Excel workbook: zip: xl/sharedStrings.xml has 64 MiB unpacked and 63 KiB packed: refused, because it looks like a zip bomb\n"},
		{"deep nesting", book(t, headerRow+"<row><c><v>"+strings.Repeat("<a>", 100)), "Excel, sheet \"Products\" [\"sku\" \"name\" \"price\"]\nerror: sheet \"Products\", row 3: line 1: XML: elements are nested more than 64 levels deep\n"},
		{"old Excel file", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "error: looks like an old Excel file (.xls) or a workbook with a password: save it as .xlsx without a password\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, transcript(t, tt.file, Options{})); diff != "" {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLargeStrings reads a workbook whose texts are kept on disk.
func TestLargeStrings(t *testing.T) {
	const n = 50_000
	var texts, rows strings.Builder
	texts.WriteString("<sst><si><t>sku</t></si><si><t>name</t></si>")
	for i := range n {
		fmt.Fprintf(&texts, "<si><t>%d %s.</t></si>", i, strings.Repeat("x", i%1500))
		fmt.Fprintf(&rows, `<row><c t="s"><v>%d</v></c></row>`, i+2)
	}
	file := archive(t, "xl/workbook.xml", workbookPart, "xl/_rels/workbook.xml.rels", relsPart, "xl/sharedStrings.xml", texts.String()+"</sst>",
		"xl/worksheets/sheet2.xml", "<worksheet><sheetData>"+headerRow+rows.String()+"</sheetData></worksheet>")
	tab, err := Open(strings.NewReader(file), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	read := 0
	for rec, err := range tab.Records() {
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("%d %s.", read, strings.Repeat("x", read%1500)); rec.Values[0].Text != want {
			t.Fatalf("row %d = %.20q, want %.20q", rec.Line, rec.Values[0].Text, want)
		}
		read++
	}
	if read != n {
		t.Errorf("%d rows, want %d", read, n)
	}
}
