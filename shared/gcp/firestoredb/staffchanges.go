package firestoredb

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/staff"
)

// StaffChanges is a staff.Log in Firestore.
type StaffChanges struct{ client *firestore.Client }

var _ staff.Log = (*StaffChanges)(nil)

// NewStaffChanges returns the log in the client's database.
func NewStaffChanges(client *firestore.Client) *StaffChanges { return &StaffChanges{client} }

// staffChangeDoc is a document in staffChanges/. Before and After hold JSON as text, because Firestore would change the
// types of its numbers.
type staffChangeDoc struct {
	At     time.Time `firestore:"at"`
	UserID string    `firestore:"userId"`
	Email  string    `firestore:"email"`
	Kind   string    `firestore:"kind"`
	Target string    `firestore:"target"`
	Before string    `firestore:"before,omitempty"`
	After  string    `firestore:"after,omitempty"`
	Failed bool      `firestore:"failed,omitempty"`
}

// Add implements staff.Log.
func (s *StaffChanges) Add(ctx context.Context, c staff.Change) (string, error) {
	ref := s.client.Collection(staffChangesPath).NewDoc()
	if _, err := ref.Create(ctx, encodeStaffChange(&c)); err != nil {
		return "", fmt.Errorf("add a change of the staff: %w", because(ctx, err))
	}
	return ref.ID, nil
}

// encodeStaffChange returns the document of a change. A change without a time is made now.
func encodeStaffChange(c *staff.Change) staffChangeDoc {
	at := c.At
	if at.IsZero() {
		at = time.Now()
	}
	return staffChangeDoc{at, c.UserID, c.Email, string(c.Kind), c.Target, string(c.Before), string(c.After), c.Failed}
}

// recordChange makes a transaction record what it changes, if a member of the staff makes the change.
func recordChange(ctx context.Context, client *firestore.Client, tx *firestore.Transaction, kind staff.Kind, target string, before, after any) error {
	if !staff.IsRecorded(ctx) {
		return nil
	}
	c, err := staff.NewChange(ctx, kind, target, before, after)
	if err != nil {
		return err
	}
	return tx.Create(client.Collection(staffChangesPath).NewDoc(), encodeStaffChange(&c))
}

// Fail implements staff.Log.
func (s *StaffChanges) Fail(ctx context.Context, id string) error {
	ref, ok := document(s.client.Collection(staffChangesPath), id)
	if !ok {
		return fmt.Errorf("invalid ID %q of a change", id)
	}
	if _, err := ref.Update(ctx, []firestore.Update{{Path: "failed", Value: true}}); err != nil {
		return fmt.Errorf("change %s: %w", id, because(ctx, err))
	}
	return nil
}

// Newest implements staff.Log.
func (s *StaffChanges) Newest(ctx context.Context, n int, before time.Time) ([]staff.Change, error) {
	if err := staff.CheckNewest(n); err != nil {
		return nil, err
	}
	q := s.client.Collection(staffChangesPath).OrderBy("at", firestore.Desc).Limit(n)
	if !before.IsZero() {
		q = q.Where("at", "<", before)
	}
	found := []staff.Change{}
	_, err := eachDocument(ctx, q, func(doc *firestore.DocumentSnapshot) error {
		var d staffChangeDoc
		if err := doc.DataTo(&d); err != nil {
			return fmt.Errorf("document %s: %w", doc.Ref.ID, err)
		}
		found = append(found, staff.Change{
			ID: doc.Ref.ID, At: d.At.UTC(), UserID: d.UserID, Email: d.Email, Kind: staff.Kind(d.Kind), Target: d.Target,
			Before: rawJSON(d.Before), After: rawJSON(d.After), Failed: d.Failed,
		})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("changes of the staff: %w", because(ctx, err))
	}
	return found, nil
}

func rawJSON(text string) json.RawMessage {
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}
