package milvus

import (
	"strings"
	"testing"
)

func TestConfigIsValidated(t *testing.T) {
	valid := Config{Address: "milvus.example.com:19530", Name: "shop", Model: "m", TLS: true, Token: "secret"}
	for _, test := range []struct {
		name   string
		change func(*Config)
		want   string // part of the error, "" for none
	}{
		{"valid", func(*Config) {}, ""},
		{"no token without TLS", func(c *Config) { c.TLS, c.Token = false, "" }, ""},
		{"token on this machine", func(c *Config) { c.TLS, c.Address = false, "127.0.0.1:19530" }, ""},
		{"token without TLS", func(c *Config) { c.TLS = false }, "TLS"},
		{"no address", func(c *Config) { c.Address = "" }, "host"},
		{"no port", func(c *Config) { c.Address = "milvus.example.com" }, "port"},
		{"bad name", func(c *Config) { c.Name = "my shop" }, "collection"},
		{"no model", func(c *Config) { c.Model = "" }, "model"},
		{"unknown index", func(c *Config) { c.Index = "FLAT" }, "FLAT"},
		{"negative deadline", func(c *Config) { c.Deadline = -1 }, "deadline"},
	} {
		c := valid
		test.change(&c)
		err := c.validate()
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: validate() = %v, want an error with %q", test.name, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error %q contains the token", test.name, err)
		}
	}
}

func TestDefaultDeadline(t *testing.T) {
	c := Config{Address: "127.0.0.1:19530", Name: "shop", Model: "m"}
	if err := c.validate(); err != nil || c.Deadline != defaultDeadline {
		t.Errorf("validate() = %v with the deadline %s, want %s", err, c.Deadline, defaultDeadline)
	}
}

func TestNamesOfModelsDiffer(t *testing.T) {
	seen := make(map[string]string)
	for _, model := range []string{"bge-small-en-v1.5", "bge-small-en-v1_5", "bge/small-en-v1.5", "Bge-small-en-v1.5", "日本", "日月", strings.Repeat("m", 300), strings.Repeat("m", 301)} {
		c := Config{Name: strings.Repeat("n", 100), Model: model}
		name := c.collection()
		if other, taken := seen[name]; taken {
			t.Errorf("models %q and %q have the same collection %q", model, other, name)
		}
		seen[name] = model
		if len(name) > 255 || strings.ContainsFunc(name, func(r rune) bool { return r != '_' && (r > 'z' || r < '0') }) {
			t.Errorf("the collection of %q is %q, which Milvus does not accept", model, name)
		}
	}
}
