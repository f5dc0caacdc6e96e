package table

import (
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shopfyp.dev/shared/datatest"
)

func encoded(t testing.TB, enc encoding.Encoding, s string) string {
	t.Helper()
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncoding(t *testing.T) {
	sjis := encoded(t, japanese.ShiftJIS, "商品ID,商品名,price\nJ-1,青い電気ケトル,\"\\3,980\"\nJ-2,ソーダ表記,5\n")
	eucjp := encoded(t, japanese.EUCJP, "商品ID,商品名,price\nJ-1,青い電気ケトルの色,5\n")
	gbk := encoded(t, simplifiedchinese.GBK, "编号,名称,价格\n1,这是一个红色的手机包,5\n2,家居服,6\n")
	euckr := encoded(t, korean.EUCKR, "번호,이름,가격\n1,파란 전기 주전자,5\n")
	russian := encoded(t, charmap.Windows1251, "код,название,цена\n1,Настольная лампа,5\n")
	polish := encoded(t, charmap.Windows1250, "kod,nazwa\n1,Łóżko dębowe żółte\n2,Półka\n")
	turkish := encoded(t, charmap.Windows1254, "kod,ad\n1,Kırmızı çaydanlık\n2,Yeşil şişe\n")
	mac := encoded(t, charmap.Macintosh, "sku,name\n1,Stühle für größere Räume\n2,Vögel\n")
	german := encoded(t, charmap.Windows1252, "sku,name,preis\n1,Stühle für größere Räume,5 €\n2,Café crème – “neu”,6\n")
	french := encoded(t, charmap.Windows1252, "sku,nom\n1,Théière émaillée à l’ancienne où ça chauffe\n2,Cœur brûlé\n")
	tests := []struct{ name, text, encoding, want string }{
		{"Shift_JIS, named", sjis, "Shift_JIS", "CSV, shift_jis [\"商品ID\" \"商品名\" \"price\"]\n2 \"J-1\" \"青い電気ケトル\" \"¥3,980\"\n3 \"J-2\" \"ソーダ表記\" \"5\"\n"},
		{"Shift_JIS", sjis, "", "error: the file is not UTF-8; it looks like shift_jis"},
		{"EUC-JP", eucjp, "", "error: the file is not UTF-8; it looks like euc-jp"},
		{"GBK", gbk, "", "error: the file is not UTF-8; it looks like gbk"},
		{"EUC-KR", euckr, "", "error: the file is not UTF-8; it looks like euc-kr"},
		{"Windows-1251", russian, "", "error: the file is not UTF-8; it looks like windows-1251"},
		{"Windows-1251, named", russian, "cp1251", "CSV, cp1251 [\"код\" \"название\" \"цена\"]\n2 \"1\" \"Настольная лампа\" \"5\"\n"},
		{"Windows-1250", polish, "", "error: the file is not UTF-8; it looks like windows-1250"},
		{"Windows-1254", turkish, "", "error: the file is not UTF-8; it looks like windows-1250, windows-1254"},
		{"Mac OS Roman", mac, "", "error: the file is not UTF-8; it looks like"},
		{"German", german, "", "CSV [\"sku\" \"name\" \"preis\"]\n2 \"1\" \"Stühle für größere Räume\" \"5 €\" NOTE"},
		{"French", french, "", "CSV [\"sku\" \"nom\"]\n2 \"1\" \"Théière émaillée à l’ancienne où ça chauffe\" NOTE"},
		{"Windows-1252, named", german, "windows-1252", "CSV, windows-1252 [\"sku\" \"name\" \"preis\"]\n2 \"1\" \"Stühle für größere Räume\" \"5 €\"\n3"},
		{"wrong name", german, "shift_jis", "error: the file is not shift_jis: "},
		{"unknown name", german, "klingon", "error: unknown encoding \"klingon\": use a name such as"},
		{"a byte order mark takes precedence", "\ufeffa,b\n1,é\n", "shift_jis", "CSV [\"a\" \"b\"]\n2 \"1\" \"é\"\n"},
		{"UTF-16LE without a mark", utf16Text("sku,name\n1,Caf\u00e9 \u20ac\n", false), "", "CSV [\"sku\" \"name\"]\n2 \"1\" \"Café €\"\n"},
		{"UTF-16BE without a mark", utf16Text("sku,name\n1,Caf\u00e9 \u20ac\n", true), "", "CSV [\"sku\" \"name\"]\n2 \"1\" \"Café €\"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := transcript(t, tt.text, Options{Encoding: tt.encoding})
			if !strings.HasPrefix(got, tt.want) {
				t.Errorf("got\n%swant the beginning\n%s", got, tt.want)
			}
		})
	}
}

func TestUnknownEncodingOfOneRow(t *testing.T) {
	got := transcript(t, "a,b\n"+strings.Repeat("1,Größe\n", 30)+"2,\x83\x5c\x81\x5b\x83\x5f\n", Options{})
	if want := "32 FAULT the text is not UTF-8, and its encoding is unknown: name it with --encoding\n"; !strings.HasSuffix(got, want) {
		t.Errorf("got\n%swant the end\n%s", got, want)
	}
}

func TestRowNotInNamedEncoding(t *testing.T) {
	rows := encoded(t, japanese.ShiftJIS, "商品ID,商品名\n"+strings.Repeat("1,青い電気ケトル\n", 20))
	got := transcript(t, rows+"2,\xff\n", Options{Encoding: "shift_jis"})
	if want := "22 \"2\" \"\ufffd\" NOTE 商品名: bytes that the encoding does not define: replaced\n"; !strings.HasSuffix(got, want) {
		t.Errorf("got\n%swant the end\n%s", got, want)
	}
}

func utf16Text(s string, bigEndian bool) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

func TestFeeds(t *testing.T) {
	tests := []struct{ name, encoding, want string }{
		{"shift-jis.csv", "", "error: the file is not UTF-8; it looks like shift_jis"},
		{"shift-jis.csv", "shift_jis", "CSV, shift_jis [\"商品ID\" \"商品名\" \"title\" \"brand\" \"price\"]\n2 \"J-1\" \"青い電気ケトル\" \"青い電気ケトル 1L\" \"みなと電器\" \"¥3,980\"\n"},
		{"excel-sep.csv", "", "CSV with semicolons [\"sku\" \"name\" \"price\"]\n3 \"X-1\" \"Walnut Stool\" \"49,90 €\"\n"},
		{"prestashop.csv", "", "CSV with semicolons [\"Product ID\" \"Active (0/1)\""},
		{"google-merchant.tsv", "", "TSV [\"id\" \"title\""},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.encoding, func(t *testing.T) {
			if got := transcript(t, datatest.Read(t, "feeds", tt.name), Options{Encoding: tt.encoding}); !strings.HasPrefix(got, tt.want) || strings.Contains(got, "FAULT") {
				t.Errorf("got\n%swant the beginning\n%s", got, tt.want)
			}
		})
	}
}
