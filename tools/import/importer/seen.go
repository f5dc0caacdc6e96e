package importer

import "shopfyp.dev/shared/catalog"

// Seen records the first row of each product ID in an import. Later rows with the same ID are duplicates.
type Seen struct {
	at      map[catalog.ID]place
	sources []string // the sources read so far, in order
}

type place struct {
	source string
	line   int
}

// NewSeen returns an empty Seen.
func NewSeen() *Seen { return &Seen{at: make(map[catalog.ID]place)} }

// add records an ID. If it is already recorded, add returns its first row.
func (s *Seen) add(id catalog.ID, at place) (first place, duplicate bool) {
	if first, ok := s.at[id]; ok {
		return first, true
	}
	s.at[id] = at
	return at, false
}
