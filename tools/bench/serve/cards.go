package main

import (
	"context"
	"encoding/json"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// cardStore looks products up in a card file: what clicks need of a catalogue, in next to no memory.
// Its other methods are not there.
type cardStore struct {
	catalog.Store
	cards *snapshot.Cards
}

func openCards(path string) (*cardStore, error) {
	cards, err := snapshot.OpenCards(path)
	if err != nil {
		return nil, err
	}
	return &cardStore{cards: cards}, nil
}

// Get implements catalog.Store.
func (s *cardStore) Get(_ context.Context, id catalog.ID) (catalog.Product, error) {
	row, ok := s.cards.Row(string(id))
	if !ok {
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, catalog.ErrNotFound)
	}
	_, data, err := s.cards.Record(row)
	if err != nil {
		return catalog.Product{}, err
	}
	var c catalog.Card
	if err := json.Unmarshal(data, &c); err != nil {
		return catalog.Product{}, fmt.Errorf("product %s: %w", id, err)
	}
	return catalog.Product{ID: c.ID, Title: c.Title, Brand: c.Brand, Category: c.Category, Price: c.Price}, nil
}
