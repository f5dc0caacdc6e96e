package main

import (
	"context"
	"fmt"
	"io"

	"shopfyp.dev/index-builder/cooccurrence"
	"shopfyp.dev/shared/recommend"
)

// learn adds related products to the view. It learns them from the log, as the index-builder does.
func (s *sessions) learn(ctx context.Context, view *recommend.View, log io.Writer) error {
	var shoppers [][]cooccurrence.Item
	for _, history := range s.log {
		var rows []int64
		for _, id := range history {
			if row, ok := view.Cards.Row(id); ok {
				rows = append(rows, row)
			}
		}
		shoppers = append(shoppers, cooccurrence.Opened(rows...))
	}
	learned, err := cooccurrence.Learn(ctx, *view, shoppers)
	if err != nil {
		return err
	}
	for _, t := range learned.Trials {
		fmt.Fprintf(log, "%s: weight %g: hit for %d of %d held-out shoppers\n", s.name, t.Weight, t.Hits, t.Held)
	}
	fmt.Fprintf(log, "%s: chosen weight %g\n", s.name, learned.BestWeight)
	view.Related = learned
	return nil
}
