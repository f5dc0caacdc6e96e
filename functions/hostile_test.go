package functions

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/swaggest/openapi-go/openapi31"

	"shopfyp.dev/functions/internal/api"
)

// hostileByDefault is the number of requests per operation. HOSTILE overrides it.
const hostileByDefault = 300

// numberOf returns the positive number in an environment variable, or standard if it is not set.
func numberOf(t *testing.T, variable string, standard int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return standard
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s=%q is not a positive number", variable, text)
	}
	return n
}

// An operation holds the parts of an openapi.yaml operation that the generator needs.
type operation struct {
	method, path string
	parameters   []parameter
	body         *schema // nil: no body
	statuses     []string
}

type parameter struct {
	Name, In string
	Schema   schema
}

// A schema holds the JSON schema keywords that openapi.yaml uses.
type schema struct {
	Type                 string
	Minimum, Maximum     *float64
	MinLength, MaxLength *int
	Properties           map[string]schema
	Ref                  string `json:"$ref"`
}

// operations reads openapi.yaml.
func operations(t *testing.T) []operation {
	t.Helper()
	data, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var spec openapi31.Spec
	if err := spec.UnmarshalYAML(data); err != nil {
		t.Fatal(err)
	}
	if data, err = json.Marshal(spec); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters  []parameter
			RequestBody struct {
				Content map[string]struct{ Schema schema }
			}
			Responses map[string]any
		}
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	var all []operation
	for path, methods := range doc.Paths {
		for method, o := range methods {
			op := operation{method: strings.ToUpper(method), path: path, parameters: o.Parameters}
			for status := range o.Responses {
				op.statuses = append(op.statuses, status)
			}
			if content, ok := o.RequestBody.Content["application/json"]; ok {
				s := doc.Components.Schemas[strings.TrimPrefix(content.Schema.Ref, "#/components/schemas/")]
				if len(s.Properties) == 0 {
					t.Fatalf("%s %s: schema %q of the body is not supported", method, path, content.Schema.Ref)
				}
				op.body = &s
			}
			all = append(all, op)
		}
	}
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	return all
}

// Generated requests, valid and invalid, never get a 5xx or a status that openapi.yaml does not list. Every error
// response is a valid problem.
func TestHostileRequests(t *testing.T) {
	all := operations(t)
	if len(all) < 10 {
		t.Fatalf("openapi.yaml has %d operations, want at least 10", len(all))
	}
	w := newWorld(t)
	w.environ = []string{"DEMO_CHECKOUT=true"}
	w.addDrafts(t, "ann", "speaker-1")
	handler := allRoutes(w.host(t, io.Discard))
	n := numberOf(t, "HOSTILE", hostileByDefault)
	for i, op := range all {
		t.Run(op.method+" "+op.path, func(t *testing.T) {
			g := generator{rand.New(rand.NewPCG(6, uint64(i)))}
			statuses := make(map[int]int)
			for range n {
				raw := g.request(op)
				r, err := http.ReadRequest(raw.reader())
				if err != nil { // a real server answers 400
					statuses[http.StatusBadRequest]++
					continue
				}
				answer := httptest.NewRecorder()
				handler.ServeHTTP(answer, r)
				statuses[answer.Code]++
				if problem := op.wrong(raw, answer); problem != "" {
					t.Fatalf("%s\n%.2000q\ngot %d %.500s", problem, raw.text(), answer.Code, answer.Body)
				}
			}
			// A conflict is the answer to a valid request: earlier ones started all experiments.
			if n >= hostileByDefault && (statuses[http.StatusOK]+statuses[http.StatusConflict] == 0 || statuses[http.StatusBadRequest]+statuses[http.StatusForbidden] == 0) {
				t.Errorf("statuses = %v, want both successes and client errors", statuses)
			}
			t.Logf("%d requests: %v", n, statuses)
		})
	}
}

// allRoutes serves all HTTP functions, as Hosting does.
func allRoutes(h *Host) http.Handler {
	byPath := make(map[string]http.Handler)
	for _, f := range Table() {
		if f.Event != nil {
			continue
		}
		handler := h.HTTP(f.Name)
		for _, route := range f.Routes {
			_, path, _ := strings.Cut(route.Pattern, " ")
			byPath[strings.Split(path, "/")[2]] = handler
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")
		if len(parts) < 3 || byPath[parts[2]] == nil {
			http.NotFound(w, r)
			return
		}
		byPath[parts[2]].ServeHTTP(w, r)
	})
}

// wrong returns the problem with the response to a request for op, or "".
func (op operation) wrong(raw rawRequest, answer *httptest.ResponseRecorder) string {
	switch {
	case answer.Code >= 500:
		return "server error"
	case raw.elsewhere:
		return "" // the statuses of op do not apply
	case !slices.Contains(op.statuses, strconv.Itoa(answer.Code)):
		return "status that openapi.yaml does not list"
	case !json.Valid(answer.Body.Bytes()):
		return "response that is not JSON"
	}
	if answer.Code == http.StatusOK {
		return ""
	}
	var p api.Problem
	dec := json.NewDecoder(answer.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil || p.Status != answer.Code || p.Detail == "" || p.Instance == "" {
		return fmt.Sprintf("invalid problem (%v)", err)
	}
	return ""
}

// A rawRequest is a request in the format that a client sends.
type rawRequest struct {
	line, headers string
	body          []byte
	elsewhere     bool // the path or the method is not the operation's
}

func (r rawRequest) text() string {
	return fmt.Sprintf("%s\r\nHost: shop\r\n%sContent-Length: %d\r\n\r\n%s", r.line, r.headers, len(r.body), r.body)
}

func (r rawRequest) reader() *bufio.Reader { return bufio.NewReader(strings.NewReader(r.text())) }

// A generator generates requests. Any part of a request may violate its schema.
type generator struct{ *rand.Rand }

// oneIn returns true with a probability of 1/n.
func (g generator) oneIn(n int) bool { return g.IntN(n) == 0 }

func pick[T any](g generator, of ...T) T { return of[g.IntN(len(of))] }

// hostileTexts are strings that often break programs.
var hostileTexts = []string{
	"", " ", "\x00", "\u200b", "\ufeff", "\u202e abc", "\xff\xfe", "\xc3\x28", "\xed\xa0\x80", "🎧👨‍👩‍👧", "Z̸̢͠a̷l̵g̶o̴", "İıſßﬀ", "ﷺ",
	"../../etc/passwd", "..", ".", "/", "//", "__proto__", "__x__", "%00", "%2e%2e%2f", "%", "%zz", "a/b", "a\\b",
	"' OR 1=1 --", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "$where", "=cmd|' /C calc'!A0", "\r\nX-Injected: 1",
	"null", "true", "NaN", "Infinity", "-0", "1e999", "9223372036854775808", "0x10", "०१२",
	"speaker-1", "lamp-1", "ann", "owner", "lampe-à-lave",
}

func (g generator) text() string {
	switch g.IntN(6) {
	case 0:
		return strings.Repeat(pick(g, hostileTexts...), 1+g.IntN(50))
	case 1:
		return strings.Repeat(pick(g, "a", "é", "商", "🎧", " "), pick(g, 1, 127, 128, 129, 1500, 1501, 1999, 2000, 2001, 30_000))
	case 2:
		b := make([]byte, g.IntN(60))
		for i := range b {
			b[i] = byte(g.IntN(256))
		}
		return string(b)
	case 3:
		var s strings.Builder
		for range g.IntN(40) {
			s.WriteRune(rune(g.IntN(0x110000)))
		}
		return s.String()
	}
	return pick(g, hostileTexts...)
}

// value returns JSON for s, usually valid.
func (g generator) value(s schema, depth int) string {
	if g.oneIn(5) {
		return g.anyJSON(depth)
	}
	switch s.Type {
	case "integer", "number":
		low, high := -10.0, 1e6
		if s.Minimum != nil && s.Maximum != nil {
			low, high = *s.Minimum, *s.Maximum
		}
		return pick(g, fmt.Sprint(int(low)+g.IntN(int(high-low)+1)), fmt.Sprint(low), fmt.Sprint(high), fmt.Sprint(low-1), fmt.Sprint(high+1), "1.5", "1e1", "-0")
	case "boolean":
		return pick(g, "true", "false")
	case "array":
		return pick(g, "[]", g.anyJSON(depth))
	case "string":
		return g.quote(pick(g, "speaker-1", "lamp-1", "bluetooth speaker", g.text()))
	}
	return g.anyJSON(depth)
}

// quote returns s as JSON, sometimes without escapes.
func (g generator) quote(s string) string {
	if g.oneIn(4) {
		return `"` + s + `"`
	}
	data, _ := json.Marshal(s) // a string always encodes
	return string(data)
}

func (g generator) anyJSON(depth int) string {
	if depth > 3 {
		return "null"
	}
	switch g.IntN(8) {
	case 0:
		return "[" + strings.Join([]string{g.anyJSON(depth + 1), g.anyJSON(depth + 1)}, ",") + "]"
	case 1:
		return "{" + g.quote(g.text()) + ":" + g.anyJSON(depth+1) + "}"
	case 2:
		return g.quote(g.text())
	case 3:
		deep := pick(g, 10, 1000, 20_000)
		return strings.Repeat("[", deep) + strings.Repeat("]", deep)
	}
	return pick(g, "null", "true", "false", "0", "-1", "1e400", "-1e400", "1.7976931348623157e308", "123456789012345678901234567890", "0.1", `"\ud800"`, `"\u0000"`, "NaN", "'a'", "{", "")
}

// validValues are values of members that are rarely valid by chance.
var validValues = map[string]string{
	"userId": `"owner"`, "purchasedAt": `"2023-11-14T20:00:00Z"`, "items": `[{"productId": "lamp-1", "quantity": 1}]`,
	"rule":  `{"kind": "block", "name": "x", "enabled": true, "productId": "gone"}`,
	"draft": `[{"id": "d", "kind": "lower", "name": "x", "enabled": true, "brand": "Boomly", "strength": 5}]`, "delete": `["d"]`,
	"changes": `[{"productId": "lamp-1", "quantity": 1, "ageMs": 0}]`,
	"events":  `[{"eventId": "event-1234", "name": "search", "queryHash": "h", "ageMs": 0}]`,
	"version": `"2026-01-02T03:04:05Z"`, "price": `{"amount": 5000, "currency": "EUR"}`, "salePrice": `{"amount": 4000, "currency": "EUR"}`, "availability": `"preorder"`, "state": `"draft"`,
	"arms": `[{"id": "a", "weight": 1, "settings": {}}, {"id": "b", "weight": 1, "settings": {"diversity": 0.5}}]`,
}

// validVersion is a version of the index.
const validVersion = `"v1"`

// validParameters are values of query parameters that are rarely valid by chance.
var validParameters = map[string]string{"from": "2023-11-14T00:00:00Z", "to": "2023-11-14T20:00:00Z", "before": "2023-11-14T00:00:00Z"}

// object returns a body for s of the path.
func (g generator) object(path string, s schema) []byte {
	var members []string
	for _, name := range sortedKeys(s.Properties) {
		if g.oneIn(8) {
			continue // missing
		}
		value := g.value(s.Properties[name], 0)
		valid := validValues[name]
		if strings.HasSuffix(path, "/indexes/current") {
			valid = validVersion
		}
		if valid != "" && !g.oneIn(4) {
			value = valid
		}
		member := g.quote(name) + ":" + value
		members = append(members, member)
		if g.oneIn(20) {
			members = append(members, member) // duplicate
		}
	}
	if g.oneIn(8) {
		members = append(members, g.quote(g.text())+":"+g.anyJSON(0))
	}
	body := "{" + strings.Join(members, ",") + "}"
	switch g.IntN(24) {
	case 0:
		return []byte(g.anyJSON(0))
	case 1:
		return []byte(body + body)
	case 2:
		return []byte(body[:g.IntN(len(body))])
	case 3:
		return []byte("\ufeff" + body)
	case 4:
		return append([]byte(body), bytes.Repeat([]byte(" "), pick(g, 10, 65_000, 70_000))...)
	case 5:
		b := []byte(body)
		b[g.IntN(len(b))] ^= 1 << g.IntN(8)
		return b
	case 6:
		return nil
	}
	return []byte(body)
}

// request returns a request for op.
func (g generator) request(op operation) (r rawRequest) {
	path, query := op.path, url.Values{}
	for _, p := range op.parameters {
		value := pick(g, "ann", "owner", "speaker-1", "wave", g.text())
		if p.In == "path" {
			path = strings.ReplaceAll(path, "{"+p.Name+"}", g.escape(value))
			continue
		}
		if !g.oneIn(3) {
			value = strings.Trim(g.value(p.Schema, 0), `"`)
		}
		if valid := validParameters[p.Name]; valid != "" && !g.oneIn(4) {
			value = valid
		}
		for range pick(g, 0, 1, 1, 1, 2) {
			query.Add(p.Name, value)
		}
	}
	if g.oneIn(10) {
		query.Add(g.text(), g.text())
	}
	target := path
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	if g.oneIn(30) {
		target += "?" + g.text()
	}
	method := op.method
	if g.oneIn(30) {
		method = pick(g, "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get")
	}
	if op.body != nil {
		r.body = g.object(op.path, *op.body)
	} else if g.oneIn(10) {
		r.body = []byte(g.anyJSON(0))
	}
	r.line = method + " " + target + " HTTP/1.1"
	r.headers = g.headers()
	// A generated path segment can make the path match another operation or no operation.
	parsed, err := url.Parse(target)
	r.elsewhere = method != op.method || err != nil || strings.Count(parsed.EscapedPath(), "/") != strings.Count(op.path, "/") ||
		slices.Contains(strings.Split(parsed.Path, "/")[1:], "") || strings.Contains(parsed.Path, "/.") || strings.Count(parsed.Path, "/") != strings.Count(op.path, "/")
	return r
}

func (g generator) escape(s string) string {
	if g.oneIn(6) {
		return s
	}
	return url.PathEscape(s)
}

func (g generator) headers() string {
	scheme, token, media := "Bearer ", "owner", pick(g, "application/json", "application/json; charset=utf-8")
	if g.oneIn(20) {
		token = pick(g, "", "forged", "a b", "\x00", strings.Repeat("x", 10_000), g.text())
	}
	if g.oneIn(20) {
		scheme = pick(g, "bearer ", "Basic ", "Bearer", "")
	}
	if g.oneIn(20) {
		media = pick(g, "application/json; charset=utf-16", "text/plain", "multipart/form-data; boundary=x", ";;;", g.text(), "")
	}
	h := "Authorization: " + scheme + token + "\r\nContent-Type: " + media + "\r\n"
	if g.oneIn(10) {
		h += "X-Request-Id: " + g.text() + "\r\n"
	}
	if g.oneIn(10) {
		h += "X-Cloud-Trace-Context: " + g.text() + "\r\nTraceparent: " + g.text() + "\r\n"
	}
	if g.oneIn(20) {
		h += pick(g, "Content-Encoding: gzip", "Expect: 100-continue", "Accept: text/html", "X-Forwarded-For: "+g.text(), "Cookie: "+g.text(), g.text()+": x") + "\r\n"
	}
	return h
}

func sortedKeys(m map[string]schema) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
