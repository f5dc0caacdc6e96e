package recommend

import (
	"encoding/json"
	"fmt"

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

// Popular implements Cards.
func (c SnapshotCards) Popular() []int64 { return c.file.Featured() }
