package firestoredb

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/interaction"
)

// Histories reads the click and search histories of users.
type Histories struct {
	client *firestore.Client
	limits Limits
}

// Limits are the maximum numbers of interactions that Histories reads.
type Limits struct {
	Clicks, Searches int
	Visits           int // searches and clicks together
}

// NewHistories returns the histories in the client's database.
func NewHistories(client *firestore.Client, limits Limits) *Histories {
	return &Histories{client, limits}
}

// maxHistory is the maximum number of interactions of one user that a history has.
const maxHistory = 200

// Clicks yields the newest products that each user opened or bought, oldest first, without the user's ID. It yields the first
// error and stops. It keeps the clicks of only one user in memory.
//
// The number of clicks is limited because Firestore bills each read. Clicks reads users in the order of their IDs,
// which are random. The users within the limit are therefore a random sample, and the next build reads the same
// sample. Reading the newest clicks of all users instead would need an index by time. Firestore accepts only about
// 500 writes a second to such an index.
func (h *Histories) Clicks(ctx context.Context) iter.Seq2[[]interaction.Interest, error] {
	product := func(x *interaction.Interaction) interaction.Interest {
		return interaction.Interest{ProductID: x.ProductID, Bought: x.Type == interaction.Purchase}
	}
	return perUser(h.ofTypes(ctx, []interaction.Type{interaction.Click, interaction.Purchase}, h.limits.Clicks, "productId", "orderId", "quantity"), product)
}

// Searches yields the newest queries of each user, oldest first, without the user's ID. It is limited like Clicks. A
// corrected query is yielded as the user meant it.
func (h *Histories) Searches(ctx context.Context) iter.Seq2[[]string, error] {
	return perUser(h.ofTypes(ctx, []interaction.Type{interaction.Search}, h.limits.Searches, "query", "corrected"), (*interaction.Interaction).Meant)
}

// Visits yields the newest searches, clicks and purchases of each user, oldest first, with the vectors of searches. It is limited like
// Clicks.
func (h *Histories) Visits(ctx context.Context) iter.Seq2[[]interaction.Interaction, error] {
	types := []interaction.Type{interaction.Search, interaction.Click, interaction.Purchase}
	whole := func(x *interaction.Interaction) interaction.Interaction {
		if x.ShowsInterest() {
			x.Vector = nil // of the product
		}
		return *x
	}
	return perUser(h.ofTypes(ctx, types, h.limits.Visits, "query", "corrected", "nonsense", "productId", "orderId", "quantity", "vector", "model"), whole)
}

// ofTypes yields at most limit documents of interactions of some types. It reads only the named fields, the type and the time.
func (h *Histories) ofTypes(ctx context.Context, types []interaction.Type, limit int, fields ...string) iter.Seq2[*firestore.DocumentSnapshot, error] {
	return func(yield func(*firestore.DocumentSnapshot, error) bool) {
		if limit <= 0 {
			return
		}
		all := h.client.CollectionGroup(interactionsPath).Where("type", "in", types).Select(append(fields, "type", "createdAt")...)
		read := 0
		for doc, err := range walkPages(ctx, all, min(pageSize, limit)) {
			if err != nil {
				yield(nil, fmt.Errorf("read interactions of types %s: %w", types, err))
				return
			}
			if read++; !yield(doc, nil) || read == limit {
				return
			}
		}
	}
}

// An event is the part of an interaction that a history needs.
type event[T any] struct {
	value T
	at    time.Time
}

// perUser yields a history for each user: the values of the user's valid interactions. The documents of a user must be
// adjacent, as they are in the order of paths.
func perUser[T any](documents iter.Seq2[*firestore.DocumentSnapshot, error], value func(*interaction.Interaction) T) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		var user string
		var events []event[T]
		for doc, err := range documents {
			if err != nil {
				yield(nil, err)
				return
			}
			if parent := doc.Ref.Parent.Path; parent != user {
				if len(events) > 0 && !yield(valuesOf(events), nil) {
					return
				}
				user, events = parent, events[:0]
			}
			if x := decodeInteraction(doc); x.Validate() == nil {
				events = append(events, event[T]{value(&x), x.CreatedAt})
			}
			if len(events) == 2*maxHistory {
				events = newest(events)
			}
		}
		if len(events) > 0 {
			yield(valuesOf(events), nil)
		}
	}
}

// newest sorts events by time and returns the newest maxHistory.
func newest[T any](events []event[T]) []event[T] {
	slices.SortStableFunc(events, func(a, b event[T]) int { return a.at.Compare(b.at) })
	return append(events[:0], events[max(0, len(events)-maxHistory):]...)
}

// valuesOf returns the values of the newest events, oldest first.
func valuesOf[T any](events []event[T]) (values []T) {
	for _, e := range newest(events) {
		values = append(values, e.value)
	}
	return values
}
