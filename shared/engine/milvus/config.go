package milvus

import (
	"crypto/x509"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"shopfyp.dev/shared/engine"
)

// Config names a collection.
type Config struct {
	Address  string         // host:port
	Name     string         // alias of the collection in use, see engine.Address
	TLS      bool           // encrypt connections
	Roots    *x509.CertPool // of the server's certificate; nil: the system's
	Token    string         // API key, or user:password; "": none
	Model    string         // embedding model
	Index    string         // index of the vectors of a new collection: HNSW, IVF_SQ8, DISKANN or AUTOINDEX; "": HNSW
	Deadline time.Duration  // of a read, and of its repetition; 0: 300 ms
}

const (
	defaultDeadline = 300 * time.Millisecond
	writeDeadline   = 10 * time.Second
	scanDeadline    = 30 * time.Second // of one page of Entries
	adminDeadline   = 10 * time.Minute // an index is built and loaded
)

func (c *Config) validate() error {
	if _, err := engine.ParseAddress("milvus://" + c.Address + "/" + c.Name); err != nil {
		return fmt.Errorf("milvus: %w", err)
	}
	host := engine.Address{Host: c.Address}
	switch {
	case c.Token != "" && !c.TLS && !host.IsLocal():
		return errors.New("milvus: a token needs TLS, unless the server is on this machine")
	case c.Model == "":
		return errors.New("milvus: the embedding model is not set")
	case c.Deadline < 0:
		return fmt.Errorf("milvus: deadline %s is negative", c.Deadline)
	}
	if _, err := vectorIndex(c.Index); err != nil {
		return err
	}
	if c.Deadline == 0 {
		c.Deadline = defaultDeadline
	}
	return nil
}

// maxSlugLength keeps names of collections below the 255 bytes of Milvus.
const maxSlugLength = 100

// collection returns the name of the model's collection.
func (c *Config) collection() string { return fmt.Sprintf("%s_%s_v%d", c.Name, slug(c.Model), format) }

// previous returns the alias of the collection before the one in use.
func (c *Config) previous() string { return c.Name + "_previous" }

// slug returns a text with only the letters, digits and underscores that names of collections can have. Different texts
// have different slugs, apart from collisions of a hash.
func slug(text string) string {
	made := strings.Map(func(r rune) rune {
		if r < 128 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			return r
		}
		return '_'
	}, text)
	h := fnv.New32a()
	h.Write([]byte(text))
	return fmt.Sprintf("%s_%08x", made[:min(len(made), maxSlugLength)], h.Sum32())
}
