package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/interaction"
)

type bodyForTest struct {
	Query string `json:"query"`
	Limit int    `json:"limit,omitempty" default:"5"`
}

func TestDecodeBody(t *testing.T) {
	long := `{"query": "` + strings.Repeat("a", MaxBodyBytes) + `"}`
	tests := []struct {
		name, contentType, body string
		want                    bodyForTest
		wantErr                 string
	}{
		{"all fields", "application/json", `{"query":"shoes","limit":7}`, bodyForTest{"shoes", 7}, ""},
		{"default", "application/json", `{"query":"shoes"}`, bodyForTest{"shoes", 5}, ""},
		{"empty object", "application/json", `{}`, bodyForTest{"", 5}, ""},
		{"surrounding spaces", "application/json", " \n{\"query\":\"shoes\"}\t ", bodyForTest{"shoes", 5}, ""},
		{"charset", `application/json; charset="UTF-8"`, `{"query":"café"}`, bodyForTest{"café", 5}, ""},
		{"explicit zero", "application/json", `{"limit":0}`, bodyForTest{"", 0}, ""},

		{"no content type", "", `{}`, bodyForTest{}, `not JSON in UTF-8: ""`},
		{"form", "application/x-www-form-urlencoded", `query=shoes`, bodyForTest{}, `not JSON in UTF-8: "application/x-www-form-urlencoded"`},
		{"latin 1", "application/json; charset=iso-8859-1", `{}`, bodyForTest{}, `not JSON in UTF-8: "application/json; charset=iso-8859-1"`},
		{"empty body", "application/json", ``, bodyForTest{}, "the body ends before the JSON does"},
		{"truncated", "application/json", `{"query":"sho`, bodyForTest{}, "the body ends before the JSON does"},
		{"truncated after a member", "application/json", `{"query":"shoes"`, bodyForTest{}, "the body ends before the JSON does"},
		{"array", "application/json", `[]`, bodyForTest{}, "the body is not a JSON object"},
		{"null", "application/json", `null`, bodyForTest{}, "the body is not a JSON object"},
		{"not JSON", "application/json", `{query: "shoes"}`, bodyForTest{}, "the body is not JSON: near byte 1"},
		{"trailing comma", "application/json", `{"query":"shoes",}`, bodyForTest{}, "the body is not JSON: near byte 17"},
		{"trailing object", "application/json", `{} {}`, bodyForTest{}, "the body goes on after the JSON object"},
		{"trailing garbage", "application/json", `{}x`, bodyForTest{}, "the body goes on after the JSON object"},
		{"not UTF-8", "application/json", "{\"query\":\"\xff\"}", bodyForTest{}, "the body is not valid UTF-8"},
		{"too large", "application/json", long, bodyForTest{}, "http: request body too large"},
		{"unknown field", "application/json", `{"query":"shoes","q":1}`, bodyForTest{}, "q: is not a known field"},
		{"field in another case", "application/json", `{"Query":"shoes"}`, bodyForTest{}, "Query: is not a known field"},
		{"duplicate field", "application/json", `{"query":"shoes","query":"hats"}`, bodyForTest{}, "query: is given more than once"},
		{"number for a string", "application/json", `{"query":1}`, bodyForTest{}, "query: is not a string"},
		{"null for a string", "application/json", `{"query":null}`, bodyForTest{}, "query: is not a string"},
		{"string for an integer", "application/json", `{"limit":"7"}`, bodyForTest{}, "limit: is not an integer"},
		{"fraction for an integer", "application/json", `{"limit":7.5}`, bodyForTest{}, "limit: is not an integer"},
		{"null for an integer", "application/json", `{"limit":null}`, bodyForTest{}, "limit: is not an integer"},
		{"too large for an integer", "application/json", `{"limit":99999999999999999999}`, bodyForTest{}, "limit: is not an integer"},
		{"object for a string", "application/json", `{"query":{"a":[1,{}]}}`, bodyForTest{}, "query: is not a string"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("POST", "/", strings.NewReader(tt.body))
			r.Header.Set("Content-Type", tt.contentType)
			checkDecode(t, &request{http: r, w: httptest.NewRecorder()}, tt.want, tt.wantErr)
		})
	}
}

// checkDecode decodes r into a T and compares the value with want, or the error with wantErr.
func checkDecode[T any](t *testing.T, r *request, want T, wantErr string) {
	t.Helper()
	var got T
	err := r.decode(&got)
	if wantErr != "" {
		if err == nil || err.Error() != wantErr {
			t.Errorf("decode = %v, want error %q", err, wantErr)
		}
		return
	}
	if err != nil {
		t.Fatalf("decode: %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("decoded (-want +got):\n%s", diff)
	}
}

func TestDecodeInterruptedBody(t *testing.T) {
	r := httptest.NewRequest("POST", "/", iotest.ErrReader(io.ErrUnexpectedEOF))
	r.Header.Set("Content-Type", "application/json")
	err := (&request{http: r, w: httptest.NewRecorder()}).decode(new(bodyForTest))
	if _, ok := errors.AsType[badRequest](err); !ok {
		t.Errorf("decode = %v, want a badRequest", err)
	}
}

type paramsForTest struct {
	ID    interaction.Type `path:"id"`
	Limit int              `query:"limit" default:"3"`
	Sort  string           `query:"sort"`
	Kind  string           `query:"kind" enum:"a,b"`
}

func TestDecodeParameters(t *testing.T) {
	tests := []struct {
		name, id, query string
		want            paramsForTest
		wantErr         string
	}{
		{"defaults", "a b/c", "", paramsForTest{"a b/c", 3, "", ""}, ""},
		{"values", "a", "limit=9&sort=x%20y&unknown=1", paramsForTest{"a", 9, "x y", ""}, ""},
		{"negative", "a", "limit=-1", paramsForTest{"a", -1, "", ""}, ""},
		{"not a number", "a", "limit=many", paramsForTest{}, "limit: is not an integer"},
		{"empty number", "a", "limit=", paramsForTest{}, "limit: is not an integer"},
		{"too large", "a", "limit=99999999999999999999", paramsForTest{}, "limit: is not an integer"},
		{"duplicate parameter", "a", "limit=1&limit=2", paramsForTest{}, "limit: is given more than once"},
		{"empty kind", "a", "kind=", paramsForTest{}, "kind: is empty"},
		{"empty text", "a", "sort=", paramsForTest{"a", 3, "", ""}, ""},
		{"malformed", "a", "limit=%zz", paramsForTest{}, "the query string is malformed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			r.URL.RawQuery = tt.query
			r.SetPathValue("id", tt.id)
			checkDecode(t, &request{http: r, w: httptest.NewRecorder()}, tt.want, tt.wantErr)
		})
	}
}

// If decode accepts a body, encoding/json accepts it too and decodes the same values.
func FuzzDecodeBody(f *testing.F) {
	for _, seed := range []string{`{"query":"shoes","limit":7}`, `{"query":"\ud800"}`, `{"limit":1e2}`, `{"query":"a"}{}`, `{"query":null}`, `[`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequest("POST", "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		var got bodyForTest
		if err := (&request{http: r, w: httptest.NewRecorder()}).decode(&got); err != nil {
			return
		}
		want := bodyForTest{Limit: 5}
		dec := json.NewDecoder(bytes.NewReader(body))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&want); err != nil {
			t.Fatalf("decode accepts %q, encoding/json returns %v", body, err)
		}
		if got != want {
			t.Fatalf("decode(%q) = %+v, encoding/json decodes %+v", body, got, want)
		}
	})
}

// If decode accepts the parameters of a request, net/url parses the same values.
func FuzzDecodeParameters(f *testing.F) {
	for _, seed := range [][2]string{{"a", ""}, {"a b/c", "limit=9&sort=x%20y"}, {"", "limit=1&limit=2"}, {"\xff", "limit=%zz"}, {"a", "limit=+1;sort=%00"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, id, query string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.RawQuery = query
		r.SetPathValue("id", id)
		var got paramsForTest
		if err := (&request{http: r, w: httptest.NewRecorder()}).decode(&got); err != nil {
			return
		}
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatalf("decode accepts %q, net/url returns %v", query, err)
		}
		if limit := values.Get("limit"); values.Has("limit") {
			if n, err := strconv.Atoi(limit); err != nil || n != got.Limit {
				t.Errorf("decode(limit=%q) = %d, strconv parses %d, %v", limit, got.Limit, n, err)
			}
		} else if got.Limit != 3 {
			t.Errorf("without a limit, decode sets %d, want the default 3", got.Limit)
		}
		if got.Sort != values.Get("sort") || string(got.ID) != id {
			t.Errorf("decode(%q, %q) = %+v, want the sort and the ID of the request", id, query, got)
		}
	})
}
