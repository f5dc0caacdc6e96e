package recommend

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/spelling"
	"shopfyp.dev/shared/suggest"
	"shopfyp.dev/shared/vector"
)

// An Opener opens snapshots made for one encoder.
type Opener struct {
	Model string                                                         // model of the encoder
	Dim   int                                                            // dimension of its vectors
	Index func(path string, s vector.SearchParams) (vector.Index, error) // opens an index file
}

// An OpenView is a View of an open snapshot. Close releases its files.
type OpenView struct {
	View
	cards       *snapshot.Cards
	lexicon     *lexical.Index // nil if the snapshot has none
	relatedFile *related.File  // nil if the snapshot has none
}

// Close implements io.Closer.
func (v *OpenView) Close() error {
	err := errors.Join(v.Index.Close(), v.cards.Close())
	if v.lexicon != nil {
		err = errors.Join(err, v.lexicon.Close())
	}
	if v.relatedFile != nil {
		err = errors.Join(err, v.relatedFile.Close())
	}
	if v.Speller != nil {
		err = errors.Join(err, v.Speller.Close())
	}
	if v.Suggest != nil {
		err = errors.Join(err, v.Suggest.Close())
	}
	return err
}

// Check returns an error if another encoder made the snapshot's vectors.
func (o Opener) Check(m snapshot.Manifest) error {
	if m.Model != o.Model || m.Dim != o.Dim {
		return fmt.Errorf("made for model %s of dimension %d, the encoder is %s of dimension %d", m.Model, m.Dim, o.Model, o.Dim)
	}
	return nil
}

// Open maps the snapshot's files. It returns an error if another encoder made the vectors, or if the files do not
// match the manifest.
func (o Opener) Open(_ context.Context, local snapshot.Local) (*OpenView, error) {
	v, err := o.open(local)
	if err != nil {
		return nil, fmt.Errorf("snapshot %s: %w", local.Manifest.Version, err)
	}
	return v, nil
}

func (o Opener) open(local snapshot.Local) (*OpenView, error) {
	m := local.Manifest
	if err := o.Check(m); err != nil {
		return nil, err
	}
	index, err := o.Index(local.Path(snapshot.IndexFile), m.Index.SearchParams)
	if err != nil {
		return nil, err
	}
	cards, err := snapshot.OpenCards(local.Path(snapshot.CardsFile))
	if err != nil {
		return nil, errors.Join(err, index.Close())
	}
	v := &OpenView{cards: cards, View: View{
		Version: m.Version, Model: m.Model, Index: index, Cards: NewSnapshotCards(cards), Currency: m.Currency,
	}}
	if err := v.openOptional(local); err != nil {
		return nil, errors.Join(err, v.Close())
	}
	if index.Len() != m.Count || cards.Len() != int64(m.Count) || index.Dim() != m.Dim {
		return nil, errors.Join(fmt.Errorf("manifest has %d rows of dimension %d, index has %d of %d, card file has %d",
			m.Count, m.Dim, index.Len(), index.Dim(), cards.Len()), v.Close())
	}
	return v, nil
}

// openOptional maps the optional files of the snapshot.
func (v *OpenView) openOptional(local snapshot.Local) (err error) {
	m := local.Manifest
	if m.Has(snapshot.LexicalFile) {
		if v.lexicon, err = lexical.Open(local.Path(snapshot.LexicalFile)); err != nil {
			return err
		}
		if v.lexicon.Len() != int64(m.Count) {
			return fmt.Errorf("manifest has %d rows, lexical file has %d", m.Count, v.lexicon.Len())
		}
		v.Lexicon = NewSnapshotLexicon(v.lexicon)
	}
	if m.Has(snapshot.RelatedFile) {
		if v.relatedFile, err = related.Open(local.Path(snapshot.RelatedFile)); err != nil {
			return err
		}
		if v.relatedFile.Len() != int64(m.Count) {
			return fmt.Errorf("manifest has %d rows, related-products file has %d", m.Count, v.relatedFile.Len())
		}
		v.Related = v.relatedFile
	}
	if m.Has(snapshot.SpellingFile) {
		if v.Speller, err = spelling.Open(local.Path(snapshot.SpellingFile)); err != nil {
			return err
		}
	}
	if m.Has(snapshot.SuggestFile) {
		v.Suggest, err = suggest.Open(local.Path(snapshot.SuggestFile))
	}
	return err
}
