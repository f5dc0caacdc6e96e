package wire

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// A view is a build opened: what recommend searches, and what must be closed of it.
type view struct {
	recommend.View
	cards *snapshot.Cards
}

// Close implements io.Closer.
func (v *view) Close() error { return errors.Join(v.Index.Close(), v.cards.Close()) }

// An opener opens builds made for one encoder.
type opener struct {
	model string
	dim   int
	index func(path string, nprobe int) (vector.Index, error)
}

// open maps the build's files. It refuses a build whose vectors another encoder made, and one
// whose files are not what its manifest says.
func (o opener) open(_ context.Context, b snapshot.Build) (*view, error) {
	m := b.Manifest
	if m.Model != o.model || m.Dim != o.dim {
		return nil, fmt.Errorf("snapshot %s: made for model %s of dimension %d, the encoder is %s of %d", m.Version, m.Model, m.Dim, o.model, o.dim)
	}
	index, err := o.index(b.Path(snapshot.IndexFile), m.Index.NProbe)
	if err != nil {
		return nil, fmt.Errorf("snapshot %s: %w", m.Version, err)
	}
	cards, err := snapshot.OpenCards(b.Path(snapshot.CardsFile))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("snapshot %s: %w", m.Version, err), index.Close())
	}
	v := &view{recommend.View{Version: m.Version, Model: m.Model, Index: index, Cards: recommend.NewSnapshotCards(cards)}, cards}
	if index.Len() != m.Count || cards.Len() != int64(m.Count) || index.Dim() != m.Dim {
		return nil, errors.Join(fmt.Errorf("snapshot %s: manifest says %d rows of dimension %d, the index has %d of %d, the cards %d",
			m.Version, m.Count, m.Dim, index.Len(), index.Dim(), cards.Len()), v.Close())
	}
	return v, nil
}
