package firestoredb

import (
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/interaction"
)

// An expiry says how long interactions are kept. A nil one keeps them for ever.
type expiry struct {
	after time.Duration
	now   func() time.Time
}

// ExpireAfter returns the same log with interactions that expire so long after they were appended, by
// the clock now. No method shows an expired one. Firestore's TTL policy on expiresAt
// (deploy/firestore.indexes.json) removes it, within a day or so; the emulator never does.
func (s *Interactions) ExpireAfter(after time.Duration, now func() time.Time) *Interactions {
	return &Interactions{client: s.client, expiry: &expiry{after, now}}
}

// encode returns the document of a new interaction.
func (s *Interactions) encode(x *interaction.Interaction) interactionDoc {
	doc := encodeInteraction(x)
	if s.expiry != nil {
		doc.ExpiresAt = s.expiry.now().Add(s.expiry.after)
	}
	return doc
}

// passed reports whether what was made then has expired. Something made at no time never does: it is no interaction.
func (e *expiry) passed(made time.Time) bool {
	return e != nil && !made.IsZero() && made.Before(e.oldest())
}

// notPassed returns of q's documents those that have not expired. It asks for the field that the queries order by,
// whose index serves both, and so holds for documents too that others wrote without an expiresAt.
func (e *expiry) notPassed(q firestore.Query) firestore.Query {
	if e == nil {
		return q
	}
	return q.Where("createdAt", ">=", e.oldest())
}

func (e *expiry) oldest() time.Time { return e.now().Add(-e.after) }
