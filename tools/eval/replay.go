package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"shopfyp.dev/tools/eval/internal/offpolicy"
)

// replayClip is the largest weight of an impression. The smallest propensity of a card of three products is a sixth of
// CARD_EXPLORATION, so this clips only if less than 6 % of the cards are random.
const replayClip = 100

// replay estimates the click-through of the rankers that were computed beside the explored cards of a log.
func replay(name string, out io.Writer) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	cards, err := offpolicy.Read(file)
	if err != nil {
		return err
	}
	names := make(map[string]bool)
	for i := range cards {
		for shadow := range cards[i].Shadows {
			names[shadow] = true
		}
	}
	if len(names) == 0 {
		return errors.New("the log has no explored card with other rankers: set CARD_EXPLORATION and CARD_SHADOWS")
	}
	for i, shadow := range slices.Sorted(maps.Keys(names)) {
		r := offpolicy.Evaluate(cards, shadow, replayClip)
		if i == 0 {
			fmt.Fprintf(out, "%d cards, %d impressions\n\n| ranker | click-through | 95 %% interval | without normalization | support | effective impressions |\n| --- | --- | --- | --- | --- | --- |\n",
				len(cards), r.Impressions)
			fmt.Fprintf(out, "| as shown | %s | %s | | | %d |\n", percent(r.Shown.Value), intervalOf(r.Shown), r.Impressions)
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s (%s) | %s | %.0f |\n", shadow, percent(r.SelfNormalized.Value), intervalOf(r.SelfNormalized),
			percent(r.IPS.Value), intervalOf(r.IPS), percent(r.Support), r.Effective)
	}
	return nil
}

func percent(share float64) string { return fmt.Sprintf("%.2f %%", 100*share) }

func intervalOf(e offpolicy.Estimate) string {
	low, high := e.Interval()
	return percent(max(low, 0)) + " to " + percent(min(high, 1))
}
