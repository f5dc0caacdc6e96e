package metrics

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// withOrderIDs returns events in which the ID of each purchase is a hash of the order's. An order ID leads to the shopper in
// the shop's own records, and the log of events contains no shopper.
func withOrderIDs(events []Event) []Event {
	events = slices.Clone(events)
	for i := range events {
		if e := &events[i]; e.Name == Purchase {
			sum := sha256.Sum256([]byte(e.ID))
			e.ID = "order-" + hex.EncodeToString(sum[:16])
		}
	}
	return events
}

// byOrder divides events into those that are no purchases, and each purchase. A store counts a batch once. So a purchase counts
// once, whatever else is reported with it.
func byOrder(events []Event) (batches [][]Event) {
	var others []Event
	for i := range events {
		if events[i].Name == Purchase {
			batches = append(batches, events[i:i+1])
		} else {
			others = append(others, events[i])
		}
	}
	if len(others) > 0 {
		batches = append(batches, others)
	}
	return batches
}
