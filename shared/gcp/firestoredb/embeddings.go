package firestoredb

import (
	"context"
	"iter"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
)

// Embeddings is a catalog.Embeddings in Firestore.
type Embeddings struct{ client *firestore.Client }

var _ catalog.Embeddings = (*Embeddings)(nil)

// NewEmbeddings returns the embeddings of the client's database.
func NewEmbeddings(client *firestore.Client) *Embeddings { return &Embeddings{client} }

func (s *Embeddings) collection() *firestore.CollectionRef {
	return s.client.Collection(embeddingsPath)
}

// embeddingDoc is a document in embeddings/.
type embeddingDoc struct {
	Vector   firestore.Vector32 `firestore:"vector"`
	Model    string             `firestore:"model"`
	TextHash string             `firestore:"textHash"`
}

// AllEmbeddings implements catalog.Embeddings. For an invalid document it
// yields an Embedding with only the ID. Its empty model and text hash match no
// product, so the caller embeds the product again.
func (s *Embeddings) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return decoded(walk(ctx, s.collection().Query), decodeEmbedding)
}

func decodeEmbedding(doc *firestore.DocumentSnapshot) (catalog.Embedding, error) {
	var d embeddingDoc
	err := doc.DataTo(&d)
	e := catalog.Embedding{ID: catalog.ID(doc.Ref.ID), Vector: d.Vector, Model: d.Model, TextHash: d.TextHash}
	if err != nil || e.Validate() != nil {
		return catalog.Embedding{ID: e.ID}, nil
	}
	return e, nil
}

// PutEmbeddings implements catalog.Embeddings.
func (s *Embeddings) PutEmbeddings(ctx context.Context, embeddings []catalog.Embedding) error {
	b := newBulk(ctx, s.client, "embedding")
	var valid []catalog.Embedding
	for _, e := range embeddings {
		if err := e.Validate(); err != nil {
			b.fail(e.ID, err)
			continue
		}
		valid = append(valid, e)
	}
	for _, e := range lastPerID(valid, func(e *catalog.Embedding) catalog.ID { return e.ID }) {
		b.set(s.collection().Doc(string(e.ID)), embeddingDoc{Vector: e.Vector, Model: e.Model, TextHash: e.TextHash})
	}
	_, err := b.end()
	return err
}

// DeleteEmbeddings implements catalog.Embeddings.
func (s *Embeddings) DeleteEmbeddings(ctx context.Context, ids []catalog.ID) error {
	return deleteAll(ctx, s.client, s.collection(), ids)
}
