package firestoredb

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// Histories are what all users clicked.
type Histories struct{ client *firestore.Client }

// NewHistories returns the histories of the client's database.
func NewHistories(client *firestore.Client) *Histories { return &Histories{client} }

// maxHistory is how many of a user's newest clicks are given.
const maxHistory = 200

// A click is as much of an interaction as a history needs.
type click struct {
	product catalog.ID
	at      time.Time
}

// Clicks yields the products that each user clicked, oldest first, and an error as the last. It holds one user's
// clicks at a time, and does not say whose they are.
func (h *Histories) Clicks(ctx context.Context) iter.Seq2[[]catalog.ID, error] {
	return func(yield func([]catalog.ID, error) bool) {
		var user string
		var clicks []click
		all := h.client.CollectionGroup(interactionsPath).Select("type", "productId", "createdAt")
		for doc, err := range walk(ctx, all) {
			if err != nil {
				yield(nil, fmt.Errorf("read what users clicked: %w", err))
				return
			}
			if of := doc.Ref.Parent.Path; of != user { // documents come by their paths: a user's one after the other
				if len(clicks) > 0 && !yield(inOrder(clicks), nil) {
					return
				}
				user, clicks = of, clicks[:0]
			}
			x := decodeInteraction(doc)
			if x.Type == interaction.Click && x.Validate() == nil {
				clicks = append(clicks, click{x.ProductID, x.CreatedAt})
			}
			if len(clicks) == 2*maxHistory {
				clicks = newestOf(clicks)
			}
		}
		if len(clicks) > 0 {
			yield(inOrder(clicks), nil)
		}
	}
}

// newestOf sorts clicks by their time, which is not the order of their IDs, and keeps the newest.
func newestOf(clicks []click) []click {
	slices.SortStableFunc(clicks, func(a, b click) int { return a.at.Compare(b.at) })
	return append(clicks[:0], clicks[max(0, len(clicks)-maxHistory):]...)
}

func inOrder(clicks []click) (ids []catalog.ID) {
	for _, c := range newestOf(clicks) {
		ids = append(ids, c.product)
	}
	return ids
}
