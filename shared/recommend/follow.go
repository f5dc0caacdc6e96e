package recommend

import "shopfyp.dev/shared/interaction"

// How many interactions are read: nearly always enough to find maxInterests that steer;
// where many dismissals came last, one deeper look.
const (
	historyDepth     = 30
	deepHistoryDepth = 100
)

// newest returns the interactions among which a card looks for those that it follows. read returns
// the newest n, newest first.
func newest(read func(n int) ([]interaction.Interaction, error)) ([]interaction.Interaction, error) {
	latest, err := read(historyDepth)
	if err == nil && len(latest) == historyDepth && mayBring(latest) < maxInterests {
		return read(deepHistoryDepth)
	}
	return latest, err
}

// mayBring counts the interactions that may bring products.
func mayBring(latest []interaction.Interaction) (n int) {
	for _, x := range latest {
		if x.Type != interaction.Dismiss {
			n++
		}
	}
	return n
}

// follow calls hasPlace for interactions that may bring products, newest first, until maxInterests
// have a place in the index. Those are what the card follows.
func follow(latest []interaction.Interaction, hasPlace func(*interaction.Interaction) (bool, error)) error {
	found := 0
	for i := range latest {
		if latest[i].Type == interaction.Dismiss {
			continue
		}
		ok, err := hasPlace(&latest[i])
		if err != nil {
			return err
		}
		if ok {
			found++
		}
		if found == maxInterests {
			return nil
		}
	}
	return nil
}
