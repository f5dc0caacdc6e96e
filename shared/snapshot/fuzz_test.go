package snapshot

import (
	"encoding/json"
	"path"
	"strings"
	"testing"
)

// FuzzManifest checks that valid manifests and pointers name no objects outside the folder of their version.
func FuzzManifest(f *testing.F) {
	valid, err := json.Marshal(Manifest{
		Format: Format, Version: "20260102T030405Z", Model: "m", Dim: 8, Metric: MetricL2, Count: 3,
		Files: []File{
			{Name: IndexFile, Size: 1, SHA256: strings.Repeat("a", 64)}, {Name: CardsFile, Size: 2, SHA256: strings.Repeat("0", 64)},
		},
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(valid)
	for _, s := range []string{
		`{"version": "v1"}`, `{"version": "../v1"}`, `{"version": ".."}`, `{"version": "a/b"}`, `{}`, `null`, `[`, `{"files": [{"name": "../x"}]}`,
		strings.Replace(string(valid), IndexFile, "../"+IndexFile, 1), strings.Replace(string(valid), `"size":1`, `"size":-1`, 1),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		inside := func(version, file string) {
			name := object(version, file)
			if path.Clean(name) != name || path.Dir(name) != root+version {
				t.Errorf("decoding %q accepted the name %q", data, name)
			}
		}
		if c, err := decodeCurrent(data); err == nil {
			inside(c.Version, manifestFile)
		}
		m, err := decodeManifest(data)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			inside(m.Version, file.Name)
		}
	})
}
