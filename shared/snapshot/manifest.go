package snapshot

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"time"

	"shopfyp.dev/shared/vector"
)

// Format is the version of the layout that this package writes, and the only one it reads.
const Format = 1

// The files of a build. They have the same rows in the same order. Builds need not have a LexicalFile or a RelatedFile.
const (
	IndexFile    = "index.faiss"
	CardsFile    = "cards.bin"
	LexicalFile  = "lexical.bin"
	RelatedFile  = "together.bin"
	manifestFile = "manifest.json"
)

var (
	neededFiles   = []string{IndexFile, CardsFile}
	optionalFiles = []string{LexicalFile, RelatedFile}
)

// MetricL2 is the only metric there is: squared Euclidean distance.
const MetricL2 = "L2"

const (
	root       = "indexes/"
	pointer    = root + "current.json"
	maxJSON    = 1 << 20 // of a manifest or pointer
	maxVersion = 64
)

// A Manifest describes a build: what is in it, how it is searched and how good it is.
type Manifest struct {
	Format      int       `json:"format"`
	Version     string    `json:"version"`
	Model       string    `json:"model"`     // that made the vectors
	Dim         int       `json:"dimension"` // elements of a vector
	Metric      string    `json:"metric"`
	Count       int       `json:"count"`              // rows
	Currency    string    `json:"currency,omitempty"` // ISO 4217: of most prices
	Index       Index     `json:"index"`
	BuiltAt     time.Time `json:"builtAt"`
	Watermark   time.Time `json:"sourceWatermark"` // the newest change among the products it holds
	ContentHash string    `json:"contentHash"`     // of the cards and the texts embedded: the same content needs no new build
	Files       []File    `json:"files"`
}

// Index says how a build's index is made and searched, and how well it finds.
type Index struct {
	Type string `json:"type"` // FAISS factory string
	vector.SearchParams
	RecallAt10    float64 `json:"recallAt10"`    // against exact search, on RecallQueries queries
	RecallQueries int     `json:"recallQueries"` // 0 where the index is exact
}

// A File of a build.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"` // hex
}

var (
	versionForm = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.-]*$`)
	sha256Form  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// Validate says what is wrong with m, or nil. It is what a reader checks before it trusts a field.
func (m *Manifest) Validate() error {
	switch {
	case m.Format != Format:
		return fmt.Errorf("format %d, this program reads %d", m.Format, Format)
	case !validVersion(m.Version):
		return fmt.Errorf("version %.80q is not a version", m.Version)
	case m.Model == "":
		return errors.New("no model")
	case m.Dim < 1:
		return fmt.Errorf("dimension %d", m.Dim)
	case m.Metric != MetricL2:
		return fmt.Errorf("metric %q, this program knows %s", m.Metric, MetricL2)
	case m.Count < 1:
		return fmt.Errorf("count %d", m.Count)
	case m.Index.NProbe < 0 || m.Index.KFactor < 0:
		return fmt.Errorf("nprobe %d, kFactor %d", m.Index.NProbe, m.Index.KFactor)
	}
	return m.validateFiles()
}

func (m *Manifest) validateFiles() error {
	has := make(map[string]bool)
	for _, f := range m.Files {
		switch {
		case f.Name == "" || f.Name != path.Base(f.Name) || f.Name == manifestFile || f.Name[0] == '.':
			return fmt.Errorf("file name %.80q", f.Name)
		case has[f.Name]:
			return fmt.Errorf("file %s is there twice", f.Name)
		case f.Size < 0:
			return fmt.Errorf("file %s: size %d", f.Name, f.Size)
		case !sha256Form.MatchString(f.SHA256):
			return fmt.Errorf("file %s: SHA-256 %.80q", f.Name, f.SHA256)
		}
		has[f.Name] = true
	}
	for _, name := range neededFiles {
		if !has[name] {
			return fmt.Errorf("no file %s", name)
		}
	}
	return nil
}

// Has reports whether the build has a file.
func (m *Manifest) Has(name string) bool {
	return slices.ContainsFunc(m.Files, func(f File) bool { return f.Name == name })
}

func validVersion(v string) bool { return len(v) <= maxVersion && versionForm.MatchString(v) }

// decodeManifest reads and validates a manifest.
func decodeManifest(data []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return Manifest{}, err
	}
	return m, m.Validate()
}

// current is the pointer's content.
type current struct {
	Version string `json:"version"`
}

func decodeCurrent(data []byte) (current, error) {
	var c current
	if err := json.Unmarshal(data, &c); err != nil {
		return current{}, err
	}
	if !validVersion(c.Version) {
		return current{}, fmt.Errorf("version %.80q is not a version", c.Version)
	}
	return c, nil
}

// object is the name, in the bucket, of a build's file.
func object(version, file string) string { return root + version + "/" + file }
