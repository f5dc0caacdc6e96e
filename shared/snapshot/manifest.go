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

// Format is the version of the snapshot layout. This package reads and writes no other version.
const Format = 1

// The files of a snapshot. A product has the same row number in all of them. LexicalFile, RelatedFile, SpellingFile and
// SuggestFile are optional.
const (
	IndexFile    = "index.faiss"
	CardsFile    = "cards.bin"
	LexicalFile  = "lexical.bin"
	RelatedFile  = "together.bin"
	SpellingFile = "spelling.bin"
	SuggestFile  = "suggest.bin"
	manifestFile = "manifest.json"
)

var (
	requiredFiles = []string{IndexFile, CardsFile}
	optionalFiles = []string{LexicalFile, RelatedFile, SpellingFile, SuggestFile}
)

// MetricL2 is squared Euclidean distance, the only supported metric.
const MetricL2 = "L2"

const (
	root       = "indexes/"
	pointer    = root + "current.json"
	maxJSON    = 1 << 20 // size limit of a manifest or pointer
	maxVersion = 64
)

// A Manifest describes a snapshot: its content, its search parameters and its measured recall.
type Manifest struct {
	Format      int         `json:"format"`
	Version     string      `json:"version"`
	Model       string      `json:"model"`     // embedding model of the vectors
	Dim         int         `json:"dimension"` // vector dimension
	Metric      string      `json:"metric"`
	Count       int         `json:"count"`              // rows
	Currency    string      `json:"currency,omitempty"` // most frequent currency of the prices, ISO 4217
	Index       Index       `json:"index"`
	BuiltAt     time.Time   `json:"builtAt"`
	Watermark   time.Time   `json:"sourceWatermark"`       // newest UpdatedAt of the products
	Changes     time.Time   `json:"changesUntil,omitzero"` // the snapshot contains all changes that were recorded up to this time; zero if unknown
	ContentHash string      `json:"contentHash"`           // hash of the model, cards and texts
	HistoryHash string      `json:"historyHash,omitempty"` // hash of the histories from which the related products were learned
	Refinement  *Refinement `json:"refinement,omitempty"`  // nil if the vectors are those of the texts
	Files       []File      `json:"files"`
}

// A Refinement describes how the vectors of products were moved toward queries.
type Refinement struct {
	Beta     float64 `json:"beta"`     // strength: the sine of the largest angle between a vector and that of the text
	Queries  int     `json:"queries"`  // queries that products moved toward
	Products int     `json:"products"` // products that moved
	Hash     string  `json:"hash"`     // SHA-256 of the moved products with their vectors, in hex
}

// Index describes the vector index: type, search parameters and recall.
type Index struct {
	Type string `json:"type"` // FAISS factory string
	vector.SearchParams
	RecallAt10    float64 `json:"recallAt10"`    // compared with exact search
	RecallQueries int     `json:"recallQueries"` // number of queries for RecallAt10
}

// A File is one file of a snapshot.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"` // hex
}

var (
	versionForm = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.-]*$`)
	sha256Form  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// Validate returns the first problem of m, or nil. Readers validate a manifest before they use any field.
func (m *Manifest) Validate() error {
	switch {
	case m.Format != Format:
		return fmt.Errorf("format %d is not supported, want %d", m.Format, Format)
	case !validVersion(m.Version):
		return fmt.Errorf("invalid version %.80q", m.Version)
	case m.Model == "":
		return errors.New("model is missing")
	case m.Dim < 1:
		return fmt.Errorf("dimension %d", m.Dim)
	case m.Metric != MetricL2:
		return fmt.Errorf("metric %q is not supported, want %s", m.Metric, MetricL2)
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
			return fmt.Errorf("invalid file name %.80q", f.Name)
		case has[f.Name]:
			return fmt.Errorf("file %s is listed twice", f.Name)
		case f.Size < 0:
			return fmt.Errorf("file %s: size %d", f.Name, f.Size)
		case !sha256Form.MatchString(f.SHA256):
			return fmt.Errorf("file %s: SHA-256 %.80q", f.Name, f.SHA256)
		}
		has[f.Name] = true
	}
	for _, name := range requiredFiles {
		if !has[name] {
			return fmt.Errorf("file %s is missing", name)
		}
	}
	return nil
}

// Has reports whether the snapshot contains a file.
func (m *Manifest) Has(name string) bool {
	return slices.ContainsFunc(m.Files, func(f File) bool { return f.Name == name })
}

func validVersion(v string) bool { return len(v) <= maxVersion && versionForm.MatchString(v) }

// decodeManifest parses and validates a manifest.
func decodeManifest(data []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return Manifest{}, err
	}
	return m, m.Validate()
}

// current is the content of the pointer.
type current struct {
	Version string `json:"version"`
	Held    bool   `json:"held,omitempty"` // builders publish nothing, see Activate
}

func decodeCurrent(data []byte) (current, error) {
	var c current
	if err := json.Unmarshal(data, &c); err != nil {
		return current{}, err
	}
	if !validVersion(c.Version) {
		return current{}, fmt.Errorf("invalid version %.80q", c.Version)
	}
	return c, nil
}

// object returns the object name of a version's file.
func object(version, file string) string { return root + version + "/" + file }
