package load

import "slices"

// best keeps the first max elements by an order, of any number that are added.
type best[T any] struct {
	max     int
	compare func(a, b T) int
	kept    []T
}

// add adds an element.
func (b *best[T]) add(x T) {
	if b.kept = append(b.kept, x); len(b.kept) >= 2*b.max {
		b.shorten()
	}
}

// shorten sorts the elements and drops those after the first max.
func (b *best[T]) shorten() {
	slices.SortFunc(b.kept, b.compare)
	b.kept = b.kept[:min(len(b.kept), b.max)]
}

// sorted returns the first max elements in order.
func (b *best[T]) sorted() []T {
	b.shorten()
	return b.kept
}
