package recommend

import (
	"fmt"

	"github.com/segmentio/encoding/json"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// SnapshotCards reads cards, each a catalog.Card in JSON, from a snapshot's card file.
type SnapshotCards struct{ file *snapshot.Cards }

// NewSnapshotCards returns the cards of file. The caller must keep file open while it uses the cards.
func NewSnapshotCards(file *snapshot.Cards) SnapshotCards { return SnapshotCards{file} }

// Card implements Cards.
func (c SnapshotCards) Card(row int64) (catalog.Card, error) {
	_, data, err := c.file.Record(row)
	if err != nil {
		return catalog.Card{}, err
	}
	var card catalog.Card
	if err := json.Unmarshal(data, &card); err != nil {
		return catalog.Card{}, fmt.Errorf("card of row %d: %w", row, err)
	}
	return card, nil
}

// ID implements Cards.
func (c SnapshotCards) ID(row int64) (catalog.ID, error) {
	id, _, err := c.file.Record(row)
	return catalog.ID(id), err
}

// Row implements Cards.
func (c SnapshotCards) Row(id catalog.ID) (int64, bool) { return c.file.Row(string(id)) }

// Group implements Cards.
func (c SnapshotCards) Group(row int64) int64 { return c.file.Group(row) }

// GroupRow returns the first row of the variants with a group ID. Snapshots of older builders do not know group IDs.
func (c SnapshotCards) GroupRow(groupID string) (int64, bool) { return c.file.GroupRow(groupID) }

// Variants implements Cards.
func (c SnapshotCards) Variants(row int64) []int64 { return c.file.Variants(row) }

// Flags implements Cards.
func (c SnapshotCards) Flags(row int64) snapshot.Flags { return c.file.Flags(row) }

// ByNumber implements Cards.
func (c SnapshotCards) ByNumber(key string, limit int) []int64 { return c.file.ByNumber(key, limit) }

// Popular implements Cards.
func (c SnapshotCards) Popular() []int64 { return c.file.Featured() }
