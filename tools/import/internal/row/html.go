package row

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// tags maps the names of HTML tags to the text that replaces them. Unknown names, such as in
// "<3" and "x <y> z", are text.
var tags = func() map[string]string {
	m := map[string]string{"td": " ", "th": " ", "script": "", "style": ""}
	for name := range strings.FieldsSeq("address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure " +
		"footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option p pre section select table tbody tfoot thead title tr ul") {
		m[name] = "\n"
	}
	for name := range strings.FieldsSeq("a abbr acronym audio b bdi bdo big button cite code col colgroup data del dfn em embed font i iframe " +
		"img input ins kbd label link mark meta noscript object param q s samp small source span strike strong sub sup svg time tt u var video wbr") {
		m[name] = ""
	}
	return m
}()

// entity matches a character reference with a semicolon. HTML accepts references without one,
// such as "&not" in "black&notebook", but in product texts they are usually plain text.
var entity = regexp.MustCompile(`&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)

// stripHTML removes tags, comments, scripts and styles from s and decodes its character references.
func stripHTML(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	hidden := "" // name of the open script or style element, or ""
	for {
		kind := z.Next()
		raw := string(z.Raw()) // TagName changes what Raw returns
		switch kind {
		case html.ErrorToken:
			out.WriteString(raw) // the rest of the text, including an unclosed tag
			return out.String()
		case html.TextToken:
			if hidden == "" {
				out.WriteString(entity.ReplaceAllStringFunc(raw, html.UnescapeString))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name := tagName(z)
			mark, known := tags[name]
			if !known {
				mark = raw
			}
			out.WriteString(mark)
			hidden = ""
			if kind == html.StartTagToken && (name == "script" || name == "style") {
				hidden = name
			}
		}
	}
}

func tagName(z *html.Tokenizer) string {
	name, _ := z.TagName()
	return string(name)
}
