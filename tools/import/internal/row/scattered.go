package row

import (
	"slices"

	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// Spreadsheets sort rows. Then the rows of a product in the layout Below no longer follow each other, and a row without a
// title needs the first row of its product from elsewhere in the file.

// findScattered notes the products whose rows do not follow each other.
func (s *Survey) findScattered(rec table.Record) {
	if s.reader.rules.Variants.Kinds != nil {
		return // the kind of a row says where a product begins
	}
	key := s.reader.textOf(rec.Values, mapping.Group)
	if key == "" || key == s.group {
		return
	}
	s.group = key
	hasTitle := len(s.reader.filled(rec.Values, mapping.Title)) > 0
	first, known := s.scattered[key]
	switch {
	case !hasTitle && !known:
		s.scattered[key] = table.Record{}
	case hasTitle && known && first.Values == nil:
		rec.Values = slices.Clone(rec.Values)
		s.scattered[key] = rec
	}
}

// isScattered reports whether the rows of the product with the group key do not follow each other.
func (s *Survey) isScattered(key string) bool {
	if s == nil || len(s.scattered) == 0 {
		return false
	}
	_, ok := s.scattered[key]
	return ok
}

// withFirst returns the rows of a group behind the first row of their product, if that is elsewhere in the file, and the
// number of rows in front.
func (r *Reader) withFirst(rows []table.Record) ([]table.Record, int) {
	key := r.textOf(rows[0].Values, mapping.Group)
	if !r.survey.isScattered(key) {
		return rows, 0
	}
	if len(r.filled(rows[0].Values, mapping.Title)) > 0 {
		first := rows[0]
		first.Values = slices.Clone(first.Values)
		r.firsts[key] = first
		return rows, 0
	}
	first, ok := r.firsts[key]
	if !ok {
		first = r.survey.scattered[key]
	}
	if first.Values == nil {
		return rows, 0
	}
	return append([]table.Record{first}, rows...), 1
}
