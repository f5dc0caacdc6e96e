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

// Histories are what users clicked.
type Histories struct {
	client *firestore.Client
	most   int
}

// NewHistories returns the histories of the client's database, as far as at most so many clicks tell.
func NewHistories(client *firestore.Client, most int) *Histories { return &Histories{client, most} }

// maxHistory is how many of a user's newest clicks are given.
const maxHistory = 200

// A click is as much of an interaction as a history needs.
type click struct {
	product catalog.ID
	at      time.Time
}

// Clicks yields the products that each user clicked, oldest first, and an error as the last. It holds one user's
// clicks at a time, and does not say whose they are.
//
// Firestore bills every click that is read, so there is a bound. It takes users in the order of their IDs, which
// are random: those within it are a sample of all users, each with all that they clicked, and the same in the next
// build. The newest clicks of all users would need an index in the order of time, to which all users' writes go at
// one place; Firestore takes some 500 a second there.
func (h *Histories) Clicks(ctx context.Context) iter.Seq2[[]catalog.ID, error] {
	return func(yield func([]catalog.ID, error) bool) {
		var user string
		var clicks []click
		read := 0
		all := h.client.CollectionGroup(interactionsPath).Where("type", "==", string(interaction.Click)).Select("type", "productId", "createdAt")
		for doc, err := range walkPages(ctx, all, min(pageSize, h.most)) {
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
			if read++; read == h.most {
				break
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
