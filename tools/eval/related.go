package main

import (
	"context"
	"fmt"
	"io"

	"shopfyp.dev/index-builder/cooccurrence"
	"shopfyp.dev/shared/recommend"
)

// learn adds the co-occurrence of the log to the view, as the index-builder does.
func (s *sessions) learn(ctx context.Context, view *recommend.View, log io.Writer) error {
	var shoppers [][]int64
	for _, taken := range s.log {
		var rows []int64
		for _, id := range taken {
			if row, ok := view.Cards.Row(id); ok {
				rows = append(rows, row)
			}
		}
		shoppers = append(shoppers, rows)
	}
	learned, err := cooccurrence.Learn(ctx, *view, shoppers)
	if err != nil {
		return err
	}
	for _, t := range learned.Trials {
		fmt.Fprintf(log, "%s: weight %g: %d of %d shoppers held back find what they took next\n", s.name, t.Weight, t.Hits, t.Held)
	}
	fmt.Fprintf(log, "%s: weight %g is taken\n", s.name, learned.BestWeight)
	view.Related = learned
	return nil
}
