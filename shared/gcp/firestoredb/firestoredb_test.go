package firestoredb

import (
	"context"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/catalog/catalogtest"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/interaction/interactiontest"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

func TestProducts(t *testing.T) {
	catalogtest.TestStore(t, func(t *testing.T) catalog.Store {
		return NewProducts(open(t))
	})
}

func TestEmbeddings(t *testing.T) {
	catalogtest.TestEmbeddings(t, func(t *testing.T) catalog.Embeddings {
		return NewEmbeddings(open(t))
	})
}

func TestRanges(t *testing.T) {
	catalogtest.TestRanges(t, func(t *testing.T) (catalogtest.Ranged, catalogtest.RangedEmbeddings) {
		client := open(t)
		return NewProducts(client), NewEmbeddings(client)
	})
}

func TestSources(t *testing.T) {
	catalogtest.TestSources(t, func(t *testing.T) catalogtest.SourceStore { return NewProducts(open(t)) })
}

func TestInteractions(t *testing.T) {
	interactiontest.TestDraftLog(t, func(t *testing.T) interaction.DraftLog {
		return spaced{NewInteractions(open(t))}
	})
}

// spaced waits a millisecond after each append. The emulator's clock has millisecond resolution, and interactions
// with equal times are in the order of their random IDs.
type spaced struct{ *Interactions }

func (l spaced) Append(ctx context.Context, userID string, x interaction.Interaction) (string, error) {
	defer time.Sleep(time.Millisecond)
	return l.Interactions.Append(ctx, userID, x)
}
