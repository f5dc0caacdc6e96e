package engine_test

import (
	"strings"
	"testing"

	"shopfyp.dev/shared/engine"
)

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]engine.Address{
		"milvus://127.0.0.1:19530/shop":         {Host: "127.0.0.1:19530", Collection: "shop"},
		"milvus://[::1]:1/_a9":                  {Host: "[::1]:1", Collection: "_a9"},
		"milvus://in01-x.zillizcloud.com:443/S": {Host: "in01-x.zillizcloud.com:443", Collection: "S"},
	} {
		got, err := engine.ParseAddress(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("ParseAddress(%q) = %+v, %v, want %+v", text, got, err, want)
		}
		if local := !strings.Contains(text, "zilliz"); got.IsLocal() != local {
			t.Errorf("%q is local: %t, want %t", text, got.IsLocal(), local)
		}
	}
}

func TestParseAddressNamesWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "scheme",
		"http://h:1/c":                     "scheme",
		"milvus://h/c":                     "port",
		"milvus://h:0/c":                   "port",
		"milvus://h:70000/c":               "port",
		"milvus://h:x/c":                   "not a URL",
		"milvus://:19530/c":                "host",
		"milvus://h:1":                     "collection",
		"milvus://h:1/":                    "collection",
		"milvus://h:1/a/b":                 "collection",
		"milvus://h:1/9a":                  "collection",
		"milvus://h:1/ä":                   "collection",
		"milvus://root:secret@h:1/c":       "password",
		"milvus://h:1/c?token=secret":      "parameters",
		"milvus://h:1/c#x":                 "parameters",
		"milvus://h:1/" + long('a', 101):   "collection",
		"milvus://ro ot:secret@h:19530/ c": "not a URL",
	} {
		got, err := engine.ParseAddress(text)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("ParseAddress(%q) = %+v, %v, want an error about %q without secrets", text, got, err, want)
		}
	}
}

func long(r rune, n int) string { return strings.Repeat(string(r), n) }
