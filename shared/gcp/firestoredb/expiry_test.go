package firestoredb

import (
	"slices"
	"testing"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/interaction/interactiontest"
)

const week = 7 * 24 * time.Hour

func TestInteractionsWithExpiry(t *testing.T) {
	interactiontest.TestDraftLog(t, func(t *testing.T) interaction.DraftLog {
		return spaced{NewInteractions(open(t)).ExpireAfter(week, time.Now)}
	})
}

// readAll returns the IDs that Latest, Page and Get return for ann, and her dismissed products.
func readAll(t *testing.T, log *Interactions, ids ...string) (shown []string, dismissed []catalog.ID) {
	t.Helper()
	latest, err := log.Latest(t.Context(), "ann", 10)
	if err != nil {
		t.Fatal(err)
	}
	page, _, err := log.Page(t.Context(), "ann", 10, interaction.Cursor{})
	if err != nil {
		t.Fatal(err)
	}
	if dismissed, err = log.Dismissed(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	for _, x := range slices.Concat(latest, page) {
		shown = append(shown, x.ID)
	}
	for _, id := range ids {
		if _, err := log.Get(t.Context(), "ann", id); err == nil {
			shown = append(shown, id)
		}
	}
	return shown, dismissed
}

// The emulator does not delete expired interactions, so the log must not return them.
func TestExpiredInteractionsAreNotReturned(t *testing.T) {
	c := open(t)
	later := time.Duration(0)
	log := NewInteractions(c).ExpireAfter(week, func() time.Time { return time.Now().Add(later) })
	id, err := log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Dismiss, ProductID: "lamp"})
	if err != nil {
		t.Fatal(err)
	}
	// documents from another program, without expiresAt: a new one and an old one
	set(t, c, "users/ann/interactions/theirs", map[string]any{"type": "search", "query": "q", "createdAt": firestore.ServerTimestamp})
	set(t, c, "users/ann/interactions/old", map[string]any{"type": "search", "query": "q", "createdAt": time.Now().Add(-week - time.Minute)})

	later = week - time.Minute
	shown, dismissed := readAll(t, log, id, "theirs")
	if want := []string{"theirs", id, "theirs", id, id, "theirs"}; !slices.Equal(shown, want) || len(dismissed) != 1 {
		t.Errorf("a minute before expiry: IDs %q and dismissed %q, want %q and the lamp", shown, dismissed, want)
	}
	later = week + time.Minute
	if shown, dismissed := readAll(t, log, id, "theirs", "old"); len(shown) != 0 || len(dismissed) != 0 {
		t.Errorf("after expiry: IDs %q and dismissed %q, want nothing", shown, dismissed)
	}
	if shown, _ := readAll(t, NewInteractions(c), id, "theirs", "old"); len(shown) != 9 {
		t.Errorf("without expiry: IDs %q, want each of the three IDs three times", shown)
	}
}

// The TTL policy uses expiresAt, which must be the time of the append plus the TTL.
func TestExpiresAt(t *testing.T) {
	c := open(t)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, tt := range map[string]struct {
		log  *Interactions
		want any
	}{
		"with expiry":    {NewInteractions(c).ExpireAfter(week, func() time.Time { return now }), now.Add(week)},
		"without expiry": {NewInteractions(c), nil},
	} {
		id, err := tt.log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "q"})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := c.Doc("users/ann/interactions/" + id).Get(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Data()["expiresAt"]; got != tt.want {
			t.Errorf("%s: expiresAt = %v, want %v", name, got, tt.want)
		}
	}
}
