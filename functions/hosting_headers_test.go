package functions

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// readHeaders returns the headers that Hosting sends with every file.
func readHeaders(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../firebase.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Hosting struct {
			Headers []struct {
				Source  string
				Headers []struct{ Key, Value string }
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	sent := make(map[string]string)
	for _, group := range file.Hosting.Headers {
		for _, h := range group.Headers {
			if group.Source == "**" {
				sent[h.Key] = h.Value
			} else if h.Key != "Cache-Control" {
				t.Errorf("%s changes %s, which must be the same for all files", group.Source, h.Key)
			}
		}
	}
	return sent
}

// The headers enforce HTTPS, disable type sniffing, allow only our scripts and forbid framing.
func TestHostingSendsSecurityHeaders(t *testing.T) {
	sent := readHeaders(t)
	for name, parts := range map[string][]string{
		"Strict-Transport-Security":  {"max-age=31536000"},
		"X-Content-Type-Options":     {"nosniff"},
		"X-Frame-Options":            {"DENY"},
		"Cross-Origin-Opener-Policy": {"same-origin-allow-popups"},
		"Referrer-Policy":            {"strict-origin-when-cross-origin"},
		"Permissions-Policy":         {"camera=()", "geolocation=()", "microphone=()", "payment=()"},
		"Content-Security-Policy":    {"default-src 'self';", "script-src 'self' https://apis.google.com;", "frame-src 'self';", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'"},
	} {
		if strings.Contains(sent[name], "unsafe-") {
			t.Errorf("header %s = %q, which allows injected content", name, sent[name])
		}
		for _, part := range parts {
			if !strings.Contains(sent[name], part) {
				t.Errorf("header %s = %q, want it to contain %q", name, sent[name], part)
			}
		}
	}
}
