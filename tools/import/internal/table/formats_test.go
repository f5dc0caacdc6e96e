package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A formatTest is a file and its transcript.
type formatTest struct{ name, text, want string }

func testFormats(t *testing.T, tests []formatTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := transcript(t, tt.text, Options{})
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); diff != "" {
				t.Errorf("Open(%.200q) differs (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestHeader(t *testing.T) {
	testFormats(t, []formatTest{
		{"sep line", "sep=;\r\nsku;name\r\n1;a,b\r\n", `
CSV with semicolons ["sku" "name"]
3 "1" "a,b"
`},
		{"quoted sep line with an unusual separator", "\"sep=^\"\nsku^name\n1^a,b\n", `
CSV with '^' ["sku" "name"]
3 "1" "a,b"
`},
		{"only a sep line", "sep=;\n", "\nerror: the file is empty\n"},
		{"title and blank lines", "Price list of January\n\nsku,name,price\n1,Lamp,5\n2,Desk,6\n", `
CSV, header in line 3 ["sku" "name" "price"]
4 "1" "Lamp" "5"
5 "2" "Desk" "6"
`},
		{"title with empty fields, as Excel writes it", "Price list,,\n\"valid from\n1 May\",,\nsku,name,price\n1,Lamp,5\n", `
CSV, header in line 4 ["sku" "name" "price"]
5 "1" "Lamp" "5"
`},
		{"comments", "# Exported by Shop, on Monday\n# v2\nsku\tname\tprice\tstock\n1\tLamp\t5\t2\n", `
TSV, header in line 3 ["sku" "name" "price" "stock"]
4 "1" "Lamp" "5" "2"
`},
		{"header that begins with a hash", "#sku,name\n1,Lamp\n", `
CSV ["sku" "name"]
2 "1" "Lamp"
`},
		{"eBay", "#INFO,Version=0.0.2,Template= draft,,,\n#INFO Action and title are required.,,,,,\nAction(SiteID=US),Custom label (SKU),Title,UPC,Price,Quantity\nDraft,S-1,Lamp,,5,1\n", `
CSV, header in line 3 ["Action(SiteID=US)" "Custom label (SKU)" "Title" "UPC" "Price" "Quantity"]
4 "Draft" "S-1" "Lamp" "" "5" "1"
`},
		{"Amazon flat file", "TemplateType=home\tVersion=2021\tThe top 3 rows are for Amazon use only.\t\nSeller SKU\tProduct Name\tStandard Price\tBrand\nitem_sku\titem_name\tstandard_price\tbrand_name\nS-1\tLamp\t5.00\tAcme\n", `
TSV, header in line 3 ["item_sku" "item_name" "standard_price" "brand_name"]
4 "S-1" "Lamp" "5.00" "Acme"
`},
		{"Amazon flat file that names the row of the attributes", "settings=attributeRow=4&dataRow=5\t\nDetails\t\nSKU\tName\ncontribution_sku#1.value\titem_name[language_tag=en_US]#1.value\nS-1\tLamp\n", `
TSV, header in line 4 ["contribution_sku#1.value" "item_name[language_tag=en_US]#1.value"]
5 "S-1" "Lamp"
`},
		{"more commas than semicolons in the header", "name;price, incl. tax;a, b, c\nLamp;5;x\nDesk;6;y\n", `
CSV with semicolons ["name" "price, incl. tax" "a, b, c"]
2 "Lamp" "5" "x"
3 "Desk" "6" "y"
`},
		{"commas in the rows of TSV", "title\tlist\nA\ta, b, c\nB\td, e, f\n", `
TSV ["title" "list"]
2 "A" "a, b, c"
3 "B" "d, e, f"
`},
		{"one column", "title\nDesk, oak\nChair\n", `
CSV ["title"]
2 FAULT more fields than columns: 2 fields, 1 columns
3 "Chair"
`},
		{"line ends of old Macs", "sku,name\r1,\"a\rb\"\r2,c\r", `
CSV ["sku" "name"]
2 "1" "a\nb"
4 "2" "c"
`},
	})
}

func TestBackslash(t *testing.T) {
	testFormats(t, []formatTest{
		{"escaped quotes", "sku,name,text\n1,\"12\\\" pan\",\"say \\\"hi\\\", \\\\o/\"\n2,\"5\\\"\",\"it\\'s \\n\"\n", `
CSV ["sku" "name" "text"]
2 "1" "12\" pan" "say \"hi\", \\o/"
3 "2" "5\"" "it's \\n"
`},
		{"a backslash before a closing quote is plain text", "sku,path\n1,\"C:\\\"\n2,\"D:\\\"\n", `
CSV ["sku" "path"]
2 "1" "C:\\"
3 "2" "D:\\"
`},
		{"both", "sku,path\n1,\"a \\\"b\\\" c\"\n2,\"C:\\\"\n3,x\n", `
CSV ["sku" "path"]
2 "1" "a \"b\" c"
3 "2" "C:\\"
4 "3" "x"
`},
	})
}

func TestJSON(t *testing.T) {
	testFormats(t, []formatTest{
		{"array", "[\n{\"id\":1,\"o\":{\"k\":\"v\"}},\n{\"id\":2,\"l\":[\"a\",\"b\"]}\n]\n", `
JSON array ["id" "o.k" "l"]
2 1 "v" ""
3 2 "" ["a" "b"]
`},
		{"array under a key, on one line", `{"total":1,"facets":[{"n":1}],"products":[{"id":1},{"id":2}],"page":1}`, `
JSON array "products" ["id"]
1 1
1 2
`},
		{"array under an unusual key", "{\"count\": 2,\n\"Things\": [\n{\"id\":1},\n{\"id\":2}]}", `
JSON array "Things" ["id"]
3 1
4 2
`},
		{"GraphQL", `{"data":{"products":{"edges":[{"node":{"id":"p1","price":{"amount":"5"}},"cursor":"x"}]}}}`, `
JSON array "data.products.edges" ["id" "price.amount" "cursor"]
1 "p1" "5" "x"
`},
		{"images", `[{"id":1,"images":[{"src":"https://x.test/1"},{"src":"https://x.test/2"}],"variants":[{"id":3}]}]`, `
JSON array ["id" "images"]
1 3 ["https://x.test/1" "https://x.test/2"]
`},
		{"one line with a list inside is JSON lines", `{"id":1,"variants":[{"id":2}]}`, `
JSON lines ["id"]
1 2
`},
		{"variants", `[{"id":"p","title":"Tee","price":5,"variants":[{"id":"a","title":"S","size":"S","price":6},{"id":"b","size":"M","price":null}]},{"id":"c","title":"Cup","variants":[]}]`, `
JSON array ["id" "variant.title" "size" "price" "title" "item_group_id" "variants"]
1 "a" "S" "S" 6 "Tee" "p" ""
1 "b" "" "M" 5 "Tee" "p" ""
1 "c" "" "" "" "Cup" "" ""
`},
		{"variants of a GraphQL connection", `{"data":{"products":{"edges":[{"node":{"id":"p","variants":{"edges":[{"node":{"sku":"a"}},{"node":{"sku":"b"}}]}}}]}}}`, `
JSON array "data.products.edges" ["sku" "id" "item_group_id"]
1 "a" "p" "p"
1 "b" "p" "p"
`},
		{"names of options", `[{"id":1,"options":[{"name":"Size","values":["S","M"]}],"variants":[{"sku":"a","option1":"S","option2":null},{"sku":"b","option1":"M"}]}]`, `
JSON array ["sku" "option1 value" "option1 name" "id" "options" "item_group_id"]
1 "a" "S" "Size" 1 "" "1"
1 "b" "M" "Size" 1 "" "1"
`},
		{"options, categories and other objects", `[{"id":1,"options":[{"name":"Length","value":"2 m"}],"attributes":[{"name":"Color","options":["Red"]},{"name":"Size","options":["S","M"]}],"categories":[{"id":3,"name":"Cables"}]}]`, `
JSON array ["id" "options" "attributes" "categories"]
1 1 ["{\"name\":\"Length\",\"value\":\"2 m\"}"] ["{\"name\":\"Color\",\"value\":\"Red\"}"] ["Cables"] NOTE attributes: objects or lists in a list: ignored
`},
		{"objects over many lines", "{\n\"id\":1\n}\n{\n\"id\":2\n}\n", `
JSON ["id"]
1 1
4 2
`},
		{"damaged elements", "[{\"id\":1},\n{\"id\":},\n7,\n{\"id\":\"a]}\\\"\"}]", `
JSON array ["id"]
1 1
2 FAULT not a JSON object: invalid character '}' looking for beginning of value
3 FAULT not a JSON object
4 "a]}\""
`},
		{"truncated", "[{\"id\":1},\n{\"id\":", `
JSON array ["id"]
1 1
error: line 2: unexpected EOF
`},
		{"no end of the array", "[{\"id\":1},\n", `
JSON array ["id"]
1 1
error: line 2: the file ends inside the array: unexpected EOF
`},
		{"empty array", "[]", "\nerror: the file contains no products: the file is empty\n"},
		{"deep nesting", "[" + strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000) + "]", `
error: line 1: none of the first 1 records is valid: not a JSON object: nested more than 8 levels deep
`},
	})
}

func TestXML(t *testing.T) {
	testFormats(t, []formatTest{
		{"RSS", `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><title>plain</title><g:title>Lamp</g:title><g:id>1</g:id><link>https://x.test</link>
<g:additional_image_link>a</g:additional_image_link><g:additional_image_link>b</g:additional_image_link>
<g:shipping><g:country>US</g:country><g:price>5 USD</g:price></g:shipping><description><![CDATA[<b>x</b> & y]]></description></item>
<item><g:id>2</g:id><title>A &amp; B &nbsp;&eacute;</title></item>
</channel></rss>`, `
XML (RSS) ["title" "id" "link" "additional_image_link" "shipping.country" "shipping.price" "description"]
3 "Lamp" "1" "https://x.test" ["a" "b"] "US" "5 USD" "<b>x</b> & y"
6 "A & B \u00a0é" "2" "" "" "" "" ""
`},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><g:id>1</g:id><title>Lamp</title><link rel="alternate" href="https://x.test/1"/><link rel="enclosure" href="https://x.test/p"/></entry></feed>`, `
XML (Atom) ["id" "title" "link" "link.enclosure"]
2 "1" "Lamp" "https://x.test/1" "https://x.test/p"
`},
		{"attributes and parameters", `<yml_catalog><shop><categories><category id="1">Lamps</category><category id="2" parentId="1">Desk</category></categories>
<offers><offer id="7" available="true"><name>Lamp</name><param name="Color">red</param><price currency="EUR">5</price></offer>
<offer id="8"><name>Desk</name></offer></offers></shop></yml_catalog>`, `
XML (offer) ["name" "param.Color" "price" "price.currency" "id" "available"]
2 "Lamp" "red" "5" "EUR" "7" "true"
3 "Desk" "" "" "" "8" ""
`},
		{"PrestaShop", `<prestashop><products><product><id>1</id><name><language id="1">Lamp</language><language id="2">Lampe</language></name>
<associations><images><image><id>3</id></image><image><id>4</id></image></images></associations></product></products></prestashop>`, `
XML (product) ["id" "name" "associations.images.image.id"]
1 "1" "Lamp" ["3" "4"]
`},
		{"a repeated element with an unusual name", "<a><meta><x>1</x></meta><thing><sku>1</sku><n>a</n><p>2</p></thing><thing><sku>2</sku><n>b</n><p>3</p></thing></a>", `
XML (thing) ["sku" "n" "p"]
1 "1" "a" "2"
1 "2" "b" "3"
`},
		{"HTML in a description", "<products><product><id>1</id><description>A<p>b <b>c</b></p></description></product></products>", `
XML (product) ["id" "description"]
1 "1" "A<p>b <b>c</b></p>"
`},
		{"bare ampersands, control characters and Windows-1252", "<products><product><id>1\x0b</id><name>A & B caf\xe9 bar</name></product></products>", `
XML (product) ["id" "name"]
1 "1" "A & B café bar" NOTE name: not UTF-8: read as Windows-1252
`},
		{"declared encoding", "<?xml version='1.0' encoding='ISO-8859-2'?><products><product><id>1</id><name>\xa3\xf3d\xbc</name></product></products>", `
XML (product), iso-8859-2 ["id" "name"]
1 "1" "Łódź"
`},
		{"entity bomb", `<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;">]><products><product><id>1</id><n>&y;</n></product></products>`, `
error: line 1: XML: the file defines entities, which are refused because they can be used for attacks: write the texts out
`},
		{"deep nesting in a product", "<products><product><id>1</id><n>" + strings.Repeat("<x>", 20) + strings.Repeat("</x>", 20) + "</n></product><product><id>2</id><n>a</n></product></products>", `
XML (product) ["id" "n"]
1 FAULT nested too deeply: more than 8 levels
1 "2" "a"
`},
		{"deep nesting", "<products><product><id>1</id><n>a</n></product>" + strings.Repeat("<x>", 1000), `
XML (product) ["id" "n"]
1 "1" "a"
error: line 1: XML: elements are nested more than 64 levels deep
`},
		{"long text", "<products><product><id>1</id><n>a</n></product><product><n>" + strings.Repeat("x", MaxRecord), `
XML (product) ["id" "n"]
1 "1" "a"
error: line 1: XML: a tag or text is longer than 4 MiB
`},
		{"long product", "<products><product><id>1</id>" + strings.Repeat("<n>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</n>", MaxRecord/50) + "</product><product><id>2</id></product></products>", `
XML (product) ["id"]
1 FAULT record is too long: more than 4 MiB
1 "2"
`},
		{"truncated", "<products><product><id>1</id><n>a</n></product>\n<product><id>", `
XML (product) ["id" "n"]
1 "1" "a"
error: line 2: XML: unexpected EOF
`},
		{"web page", "<!DOCTYPE html><html><body><p>Log in</p></body></html>", "\nerror: looks like a web page (HTML): save it as CSV, TSV, JSON, XML or .xlsx\n"},
		{"no products", "<a><b/></a>", "\nerror: no repeated XML element at the beginning of the file looks like a product\n"},
	})
}
