package build

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
)

// A source is what a build read, kept in the bucket below sources/<version>/, so that the next build reads only the
// changes since. The objects:
//
//	products.gob   the products in ID order, without the fields that change.Trim removes
//	vectors.f32    their vectors, little-endian, in the same order
//	shoppers.json  the products that each shopper opened or bought
//	queries.json   the queries of at least querytext.MinShoppers shoppers, see there
//	visits.gob     the products that were opened after them, with numbers of shoppers
//	source.json    the description, written last
type source struct {
	Revision string    `json:"revision"` // contentRevision of the builder
	Model    string    `json:"model"`
	Dim      int       `json:"dimension"`
	Count    int       `json:"count"`
	FullAt   time.Time `json:"fullAt"` // the store's time of the last read of the whole catalog
}

const (
	sourcesRoot  = "sources/"
	productsFile = "products.gob"
	vectorsFile  = "vectors.f32"
	shoppersFile = "shoppers.json"
	visitsFile   = "visits.gob"
	sourceFile   = "source.json"
)

func sourceObject(version, file string) string { return sourcesRoot + version + "/" + file }

// saveSource writes the source of a version, with the vectors of texts: call it before refine. The next build reads the whole catalog if it fails.
func (b *Builder) saveSource(ctx context.Context, version string, s *shop) error {
	if b.Changes == nil { // the next build reads the whole catalog in any case
		return nil
	}
	shoppers, err := json.Marshal(s.interests())
	if err != nil {
		return err
	}
	queries, err := json.Marshal(s.queries)
	if err != nil {
		return err
	}
	var visits bytes.Buffer
	if err := gob.NewEncoder(&visits).Encode(s.visits); err != nil {
		return err
	}
	about, err := json.Marshal(source{contentRevision, b.Embedder.Model(), s.vectors.dim, len(s.items), s.fullAt})
	if err != nil {
		return err
	}
	for _, o := range []struct {
		name string
		data io.Reader
	}{
		{sourceObject(version, productsFile), s.spool.stream()},
		{sourceObject(version, vectorsFile), newFloats(s.vectors.all)},
		{sourceObject(version, shoppersFile), bytes.NewReader(shoppers)},
		{querytext.Object(version), bytes.NewReader(queries)},
		{sourceObject(version, visitsFile), &visits},
		{sourceObject(version, sourceFile), bytes.NewReader(about)},
	} {
		if _, err := b.Bucket.Write(ctx, o.name, o.data, snapshot.AnyGeneration); err != nil {
			return fmt.Errorf("save the source of the build: %w", err)
		}
	}
	return nil
}

// interests returns the histories with product IDs.
func (s *shop) interests() [][]interaction.Interest {
	all := make([][]interaction.Interest, len(s.shoppers))
	for n, sequence := range s.shoppers {
		for _, x := range sequence {
			all[n] = append(all[n], interaction.Interest{ProductID: s.items[x.Row].id, Bought: x.Bought})
		}
	}
	return all
}

// pruneSources deletes the sources of all versions but one.
func (b *Builder) pruneSources(ctx context.Context, keep string) error {
	objects, err := b.Bucket.List(ctx, sourcesRoot)
	for _, o := range objects {
		if !strings.HasPrefix(o.Name, sourceObject(keep, "")) {
			err = errors.Join(err, b.Bucket.Delete(ctx, o.Name))
		}
	}
	return err
}

// floats reads the bytes of a slice of floats, little-endian.
type floats struct {
	rest   []float32
	buffer []byte
	unread []byte
}

func newFloats(all []float32) *floats { return &floats{rest: all, buffer: make([]byte, 0, 1<<16)} }

// Read implements io.Reader.
func (f *floats) Read(p []byte) (int, error) {
	if len(f.unread) == 0 {
		if len(f.rest) == 0 {
			return 0, io.EOF
		}
		n := min(len(f.rest), cap(f.buffer)/4)
		f.unread, _ = binary.Append(f.buffer[:0], binary.LittleEndian, f.rest[:n])
		f.rest = f.rest[n:]
	}
	n := copy(p, f.unread)
	f.unread = f.unread[n:]
	return n, nil
}
