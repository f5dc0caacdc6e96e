package importer

import (
	"crypto/sha256"

	"shopfyp.dev/shared/catalog"
)

// Seen records the first row of each product ID in an import. Later rows with the same ID are duplicates. A source may
// be read several times, first to check it and then to store it. Seen needs about 50 bytes per product, because it keeps
// a hash of the ID.
type Seen struct {
	at    map[idHash]place
	names []string // names of the sources that add has seen
	sums  []string // hashes of the sources that were stored so far, in order
}

// An idHash is the beginning of the SHA-256 of an ID.
type idHash [16]byte

// A place is the position of a product in a source.
type place struct {
	source int32  // index in names
	number uint32 // of the product in the source, from 1; several products may be on one line
	line   uint32
}

// NewSeen returns an empty Seen.
func NewSeen() *Seen { return &Seen{at: make(map[idHash]place)} }

func hash(id catalog.ID) (h idHash) {
	sum := sha256.Sum256([]byte(id))
	copy(h[:], sum[:])
	return h
}

// Has reports whether a row with the ID was read.
func (s *Seen) Has(id catalog.ID) bool {
	_, ok := s.at[hash(id)]
	return ok
}

// source returns the index of a source.
func (s *Seen) source(name string) int32 {
	for i, known := range s.names {
		if known == name {
			return int32(i)
		}
	}
	s.names = append(s.names, name)
	return int32(len(s.names) - 1)
}

// add records an ID. If another product of the import has it, add returns the place of that product.
func (s *Seen) add(id catalog.ID, at place) (first place, duplicate bool) {
	key := hash(id)
	if first, ok := s.at[key]; ok {
		return first, first.source != at.source || first.number != at.number
	}
	s.at[key] = at
	return at, false
}
