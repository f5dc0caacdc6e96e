package shop

import (
	"errors"
	"fmt"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// Exact returns exact search over the shop's vectors, its rows numbered as the snapshot's are.
// free ends its use.
func (s *Shop) Exact() (exact vector.Index, free func() error, err error) {
	path, err := s.VectorFile()
	if err != nil {
		return nil, nil, err
	}
	order, err := s.order()
	if err != nil {
		return nil, nil, err
	}
	vectors, unmap, err := Map(path)
	if err != nil {
		return nil, nil, err
	}
	flat, err := vector.NewFlat(s.set.Dim, vectors)
	if err == nil {
		exact, err = vector.Reorder(flat, order)
	}
	if err != nil {
		return nil, nil, errors.Join(err, unmap())
	}
	return exact, func() error { return errors.Join(flat.Close(), unmap()) }, nil
}

// order returns which product each row holds, as the cards say.
func (s *Shop) order() ([]int64, error) {
	cards, err := snapshot.OpenCards(s.Path(snapshot.CardsFile))
	if err != nil {
		return nil, err
	}
	defer cards.Close()
	order := make([]int64, cards.Len())
	for row := range order {
		id, _, err := cards.Record(int64(row))
		if err != nil {
			return nil, err
		}
		if _, err := fmt.Sscanf(id, "p%08d", &order[row]); err != nil {
			return nil, fmt.Errorf("row %d: %w", row, err)
		}
	}
	return order, nil
}
