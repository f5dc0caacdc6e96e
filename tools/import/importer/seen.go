package importer

import "shopfyp.dev/shared/catalog"

// Seen remembers where each ID of an import stood first: that row counts, later ones are duplicates.
type Seen struct {
	at      map[catalog.ID]place
	sources []string // what was read, in order
}

type place struct {
	source string
	line   int
}

// NewSeen returns a Seen of nothing.
func NewSeen() *Seen { return &Seen{at: make(map[catalog.ID]place)} }

// add remembers an ID; if it is there already, first says where.
func (s *Seen) add(id catalog.ID, at place) (first place, duplicate bool) {
	if first, ok := s.at[id]; ok {
		return first, true
	}
	s.at[id] = at
	return at, false
}
