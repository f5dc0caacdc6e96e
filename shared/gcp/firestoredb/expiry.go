package firestoredb

import (
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/interaction"
)

// An expiry limits the age of interactions. A nil expiry does not limit it.
type expiry struct {
	ttl time.Duration
	now func() time.Time
}

// ExpireAfter returns a log whose interactions expire after ttl. now is its clock. No method returns an
// expired interaction. Firestore's TTL policy on expiresAt (deploy/firestore.indexes.json) deletes expired
// interactions about a day later. The emulator never deletes them.
func (s *Interactions) ExpireAfter(ttl time.Duration, now func() time.Time) *Interactions {
	return &Interactions{client: s.client, expiry: &expiry{ttl, now}}
}

// encode returns the document of a new interaction.
func (s *Interactions) encode(x *interaction.Interaction) interactionDoc {
	doc := encodeInteraction(x)
	if s.expiry != nil {
		doc.ExpiresAt = s.expiry.now().Add(s.expiry.ttl)
	}
	return doc
}

// expired reports whether an interaction with the given creation time has expired. An interaction without a
// creation time is invalid and never expires.
func (e *expiry) expired(created time.Time) bool {
	return e != nil && !created.IsZero() && created.Before(e.oldest())
}

// unexpired limits q to documents that have not expired. It filters by createdAt, because the queries order by
// that field and documents from other programs may have no expiresAt.
func (e *expiry) unexpired(q firestore.Query) firestore.Query {
	if e == nil {
		return q
	}
	return q.Where("createdAt", ">=", e.oldest())
}

func (e *expiry) oldest() time.Time { return e.now().Add(-e.ttl) }
