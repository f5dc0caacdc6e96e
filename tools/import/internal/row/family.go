package row

import (
	"strings"

	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// linkParents finds the parents of variants.
func (s *Survey) linkParents(rec table.Record) {
	if s.isTranslation(rec) {
		return
	}
	r := s.reader
	if list := r.textOf(rec.Values, mapping.Variations); list != "" {
		s.linkListed(rec, list)
		return
	}
	if len(r.columns[mapping.Variations]) > 0 {
		sku := r.textOf(rec.Values, mapping.SKU)
		s.skus[sku] = true
		if child, ok := s.lists[sku]; ok {
			s.refs[child.parent]++
		}
	}
	if role := r.role(rec); role == mapping.VariantRow || role == "" {
		if ref := r.textOf(rec.Values, mapping.Parent); ref != "" {
			s.refs[ref]++
			return
		}
	}
	for _, key := range r.keys(rec) {
		if s.refs[key] > 0 {
			s.hold(rec)
		}
	}
}

// linkListed reads a list of variants such as "sku=A,color=Red|sku=B,color=Blue".
func (s *Survey) linkListed(rec table.Record, list string) {
	parent := s.reader.textOf(rec.Values, mapping.SKU)
	for variant := range strings.SplitSeq(list, "|") {
		for _, o := range strings.Split(variant, ",") {
			name, sku, _ := strings.Cut(o, "=")
			if sku = strings.TrimSpace(sku); strings.TrimSpace(name) == "sku" && sku != parent {
				s.lists[sku] = listedChild{parent, variant}
				if s.skus[sku] {
					s.refs[parent]++
				}
			}
		}
	}
	s.hold(rec)
}

func (s *Survey) hold(rec table.Record) {
	p := s.reader.parentRow(rec, 0)
	for _, key := range p.keys {
		s.held[key] = p
	}
}

// children returns the number of variants whose parent has the key.
func (s *Survey) children(key string) int {
	if s == nil {
		return 0
	}
	return s.refs[key]
}

// listed returns what a parent lists for the variant with an SKU.
func (s *Survey) listed(sku string) (listedChild, bool) {
	if s == nil {
		return listedChild{}, false
	}
	child, ok := s.lists[sku]
	return child, ok
}

// early returns a parent that is not read yet, or nil.
func (s *Survey) early(key string) *parentRow {
	if s == nil || s.held[key] == nil {
		return nil
	}
	p := *s.held[key]
	return &p
}
