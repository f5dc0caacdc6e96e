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

func TestInteractionsThatExpire(t *testing.T) {
	interactiontest.TestDraftLog(t, func(t *testing.T) interaction.DraftLog {
		return apart{NewInteractions(open(t)).ExpireAfter(week, time.Now)}
	})
}

// seen is what the log shows of ann: the IDs of Latest, Page and Get, and what she dismissed.
func seen(t *testing.T, log *Interactions, ids ...string) (shown []string, dismissed []catalog.ID) {
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

// The emulator removes nothing: what has expired is there, and no reading shows it.
func TestWhatHasExpiredIsNotShown(t *testing.T) {
	c := open(t)
	later := time.Duration(0)
	log := NewInteractions(c).ExpireAfter(week, func() time.Time { return time.Now().Add(later) })
	id, err := log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Dismiss, ProductID: "lamp"})
	if err != nil {
		t.Fatal(err)
	}
	// as a browser may have written it, and long ago
	set(t, c, "users/ann/interactions/theirs", map[string]any{"type": "search", "query": "q", "createdAt": firestore.ServerTimestamp})
	set(t, c, "users/ann/interactions/old", map[string]any{"type": "search", "query": "q", "createdAt": time.Now().Add(-week - time.Minute)})

	later = week - time.Minute
	shown, dismissed := seen(t, log, id, "theirs")
	if want := []string{"theirs", id, "theirs", id, id, "theirs"}; !slices.Equal(shown, want) || len(dismissed) != 1 {
		t.Errorf("a minute before it expires the log shows %q and dismissed %q, want %q and the lamp", shown, dismissed, want)
	}
	later = week + time.Minute
	if shown, dismissed := seen(t, log, id, "theirs", "old"); len(shown) != 0 || len(dismissed) != 0 {
		t.Errorf("after it has expired the log shows %q and dismissed %q, want nothing", shown, dismissed)
	}
	if shown, _ := seen(t, NewInteractions(c), id, "theirs", "old"); len(shown) != 9 {
		t.Errorf("where nothing expires the log shows %q, want all three, three times", shown)
	}
}

// expiresAt is what the TTL policy goes by: it must be a time, so long after the appending.
func TestExpiresAt(t *testing.T) {
	c := open(t)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, tt := range map[string]struct {
		log  *Interactions
		want any
	}{
		"expires": {NewInteractions(c).ExpireAfter(week, func() time.Time { return now }), now.Add(week)},
		"stays":   {NewInteractions(c), nil},
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
