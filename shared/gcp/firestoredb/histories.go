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

// Histories reads the click histories of users.
type Histories struct {
	client    *firestore.Client
	maxClicks int
}

// NewHistories returns the histories in the client's database. It reads at most maxClicks clicks.
func NewHistories(client *firestore.Client, maxClicks int) *Histories {
	return &Histories{client, maxClicks}
}

// maxHistory is the maximum number of clicks that Clicks yields for one user.
const maxHistory = 200

// A click holds the fields of an interaction that a history needs.
type click struct {
	product catalog.ID
	at      time.Time
}

// Clicks yields the newest clicked products of each user, oldest first, without the user's ID. It yields the first
// error and stops. It keeps the clicks of only one user in memory.
//
// The number of clicks is limited because Firestore bills each read. Clicks reads users in the order of their IDs,
// which are random. The users within the limit are therefore a random sample, and the next build reads the same
// sample. Reading the newest clicks of all users instead would need an index by time. Firestore accepts only about
// 500 writes a second to such an index.
func (h *Histories) Clicks(ctx context.Context) iter.Seq2[[]catalog.ID, error] {
	return func(yield func([]catalog.ID, error) bool) {
		var user string
		var clicks []click
		read := 0
		all := h.client.CollectionGroup(interactionsPath).Where("type", "==", string(interaction.Click)).Select("type", "productId", "createdAt")
		for doc, err := range walkPages(ctx, all, min(pageSize, h.maxClicks)) {
			if err != nil {
				yield(nil, fmt.Errorf("read clicks: %w", err))
				return
			}
			if parent := doc.Ref.Parent.Path; parent != user { // the query sorts by path, so the documents of one user are adjacent
				if len(clicks) > 0 && !yield(productIDs(clicks), nil) {
					return
				}
				user, clicks = parent, clicks[:0]
			}
			x := decodeInteraction(doc)
			if x.Type == interaction.Click && x.Validate() == nil {
				clicks = append(clicks, click{x.ProductID, x.CreatedAt})
			}
			if len(clicks) == 2*maxHistory {
				clicks = newest(clicks)
			}
			if read++; read == h.maxClicks {
				break
			}
		}
		if len(clicks) > 0 {
			yield(productIDs(clicks), nil)
		}
	}
}

// newest sorts clicks by time and returns the newest maxHistory.
func newest(clicks []click) []click {
	slices.SortStableFunc(clicks, func(a, b click) int { return a.at.Compare(b.at) })
	return append(clicks[:0], clicks[max(0, len(clicks)-maxHistory):]...)
}

// productIDs returns the products of the newest clicks, oldest first.
func productIDs(clicks []click) (ids []catalog.ID) {
	for _, c := range newest(clicks) {
		ids = append(ids, c.product)
	}
	return ids
}
