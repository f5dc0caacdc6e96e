package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// secrets are patterns of secrets. They do not match this file.
var secrets = map[string]*regexp.Regexp{
	"a private key":           regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}`),
	"a service account's key": regexp.MustCompile(`"private_key_id"\s*:\s*"[0-9a-f]{40}"`),
	"a Google API key":        regexp.MustCompile(`AIza[0-9A-Za-z_-]{35}`),
	"a Google access token":   regexp.MustCompile(`ya29\.[0-9A-Za-z_-]{30}`),
	"a GitHub token":          regexp.MustCompile(`gh[pousr]_[0-9A-Za-z]{36}`),
	"an AWS key":              regexp.MustCompile(`AKIA[0-9A-Z]{16}`),
	"a signed ID token":       regexp.MustCompile(`eyJhbGciOiJSUzI1NiI[0-9A-Za-z_-]+\.eyJ[0-9A-Za-z_-]+\.[0-9A-Za-z_-]{40}`),
}

// ignored are folders of build outputs, which git ignores.
var ignored = []string{".git", "node_modules", "bin", "out", "dist", ".dev", "coverage", "test-results", "shots", "playwright-report"}

// TestNoSecrets checks that no file contains a secret.
func TestNoSecrets(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains(ignored, d.Name()):
			return filepath.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for name, pattern := range secrets {
			if at := pattern.FindIndex(data); at != nil {
				t.Errorf("%s: %s at byte %d", path, name, at[0])
			}
		}
		return nil
	})
	if err != nil || files < 500 {
		t.Errorf("checked %d files, %v, want at least 500 files", files, err)
	}
}

func TestSecretsMatch(t *testing.T) {
	for name, text := range map[string]string{
		"a Google API key": "AIza" + "SyA1234567890123456789012345678901-_", "an AWS key": "AKIA" + "IOSFODNN7EXAMPLE",
		"a private key": "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIEpAIBAAKCAQEAwXyZ",
	} {
		if !secrets[name].MatchString(text) {
			t.Errorf("the pattern of %s does not match %q", name, text)
		}
	}
}
