package overlay

import "shopfyp.dev/shared/suggest"

// titled returns the rows of the changed products with a title in which a word begins with the typed text. It reads all
// of them: that takes less than a millisecond, and sorting their words after each change would take longer.
func (s *state) titled(t suggest.Typed) (rows []int64) {
	for i, p := range s.rows {
		if t.Begins(p.key) {
			rows = append(rows, s.first+int64(i))
		}
	}
	return rows
}
