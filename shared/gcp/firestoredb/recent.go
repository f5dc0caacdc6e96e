package firestoredb

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/metrics"
)

// RecentEvents is a metrics.RecentStore in Firestore, with one document for each instance.
type RecentEvents struct{ client *firestore.Client }

var _ metrics.RecentStore = (*RecentEvents)(nil)

// NewRecentEvents returns the newest events in the client's database.
func NewRecentEvents(client *firestore.Client) *RecentEvents { return &RecentEvents{client} }

// recentDoc is a document in recentEvents/. Firestore's TTL policy on expiresAt deletes it.
type recentDoc struct {
	At        time.Time `firestore:"at"`     // of the last write
	Events    string    `firestore:"events"` // JSON
	ExpiresAt time.Time `firestore:"expiresAt"`
}

// PutRecent implements metrics.RecentStore.
func (s *RecentEvents) PutRecent(ctx context.Context, instance string, events []metrics.Recent) error {
	text, err := json.Marshal(events)
	if err != nil {
		return err
	}
	now := time.Now()
	_, err = s.client.Collection(recentEventsPath).Doc(instance).Set(ctx, recentDoc{now, string(text), now.Add(metrics.RecentTTL)})
	if err != nil {
		return fmt.Errorf("newest events of an instance: %w", because(ctx, err))
	}
	return nil
}

// maxInstances is the maximum number of instances whose events a call of Recent reads.
const maxInstances = 20

// Recent implements metrics.RecentStore.
func (s *RecentEvents) Recent(ctx context.Context) ([]metrics.Recent, error) {
	q := s.client.Collection(recentEventsPath).OrderBy("at", firestore.Desc).Limit(maxInstances)
	var all [][]metrics.Recent
	_, err := eachDocument(ctx, q, func(doc *firestore.DocumentSnapshot) error {
		var d recentDoc
		var events []metrics.Recent
		if err := doc.DataTo(&d); err != nil {
			return fmt.Errorf("document %s: %w", doc.Ref.ID, err)
		}
		if err := json.Unmarshal([]byte(d.Events), &events); err != nil {
			return fmt.Errorf("document %s: %w", doc.Ref.ID, err)
		}
		all = append(all, events)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("newest events: %w", because(ctx, err))
	}
	return metrics.NewestOf(all, time.Now()), nil
}
