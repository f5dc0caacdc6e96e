package overlay

import (
	"iter"

	"shopfyp.dev/shared/suggest"
)

// titled yields the rows of the changed products with a title in which a word begins with the typed text. It reads all
// titles: that takes less time than sorting their words after each change.
func (s *state) titled(t suggest.Typed) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for i, title := range s.titles {
			if t.Begins(title) && !yield(s.first+int64(i)) {
				return
			}
		}
	}
}
