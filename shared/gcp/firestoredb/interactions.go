package firestoredb

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// Interactions is an interaction.Log in Firestore; its clock is the server's.
type Interactions struct {
	client *firestore.Client
	expiry *expiry // nil: nothing expires
}

var _ interaction.Log = (*Interactions)(nil)

// NewInteractions returns the log of the client's database, in which nothing expires.
func NewInteractions(client *firestore.Client) *Interactions { return &Interactions{client: client} }

// of returns the user's interactions.
func (s *Interactions) of(userID string) (*firestore.CollectionRef, error) {
	user, ok := document(s.client.Collection(usersPath), userID)
	if !ok {
		return nil, fmt.Errorf("no user ID: %q", userID)
	}
	return user.Collection(interactionsPath), nil
}

// one returns one interaction's document, or ErrNotFound where there can be none with the ID.
func (s *Interactions) one(userID, id string) (*firestore.DocumentRef, error) {
	log, err := s.of(userID)
	if err != nil {
		return nil, err
	}
	doc, ok := document(log, id)
	if !ok {
		return nil, notFound(id)
	}
	return doc, nil
}

func notFound(id string) error {
	return fmt.Errorf("interaction %q: %w", id, interaction.ErrNotFound)
}

// Append implements interaction.Log.
func (s *Interactions) Append(ctx context.Context, userID string, x interaction.Interaction) (string, error) {
	draft, err := s.Prepare(userID, x)
	if err != nil {
		return "", err
	}
	if err := draft.Write(ctx); err != nil {
		return "", err
	}
	return draft.ID, nil
}

// Prepare implements interaction.Log.
func (s *Interactions) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	log, err := s.of(userID)
	if err != nil {
		return interaction.Draft{}, err
	}
	if err := x.Validate(); err != nil {
		return interaction.Draft{}, err
	}
	doc, prepared := log.NewDoc(), time.Now()
	return interaction.Draft{
		ID: doc.ID,
		Write: func(ctx context.Context) error {
			// Set, not Create: tried again by the client after a lost answer, it must not find itself in the way.
			_, err := doc.Set(ctx, s.encode(&x))
			return appending(ctx, err)
		},
		WriteLate: func(ctx context.Context) error {
			return appending(ctx, storeLate(ctx, s.client, userID, doc, s.encode(&x), prepared))
		},
	}, nil
}

func appending(ctx context.Context, err error) error {
	if err != nil {
		return fmt.Errorf("append to the log: %w", because(ctx, err))
	}
	return nil
}

// Get implements interaction.Log. Of a document that is no interaction it
// returns the ID alone, which is not valid.
func (s *Interactions) Get(ctx context.Context, userID, id string) (interaction.Interaction, error) {
	ref, err := s.one(userID, id)
	if err != nil {
		return interaction.Interaction{}, err
	}
	doc, err := ref.Get(ctx)
	if doc != nil && !doc.Exists() { // else NotFound may mean the database
		return interaction.Interaction{}, notFound(id)
	}
	if err != nil {
		return interaction.Interaction{}, fmt.Errorf("interaction %q: %w", id, because(ctx, err))
	}
	x := decodeInteraction(doc)
	if s.expiry.passed(x.CreatedAt) {
		return interaction.Interaction{}, notFound(id)
	}
	return x, nil
}

// SetVector implements interaction.Log.
func (s *Interactions) SetVector(ctx context.Context, userID, id string, vector []float32, model string) error {
	doc, err := s.one(userID, id)
	if err != nil {
		return err
	}
	_, err = doc.Update(ctx, []firestore.Update{ // an update demands that the document is there
		{Path: "vector", Value: firestore.Vector32(vector)},
		{Path: "model", Value: model},
	})
	if status.Code(err) == codes.NotFound {
		return notFound(id)
	}
	if err != nil {
		return fmt.Errorf("interaction %q: set vector: %w", id, because(ctx, err))
	}
	return nil
}

// Delete implements interaction.Log.
func (s *Interactions) Delete(ctx context.Context, userID, id string) error {
	log, err := s.of(userID)
	if err != nil {
		return err
	}
	doc, ok := document(log, id)
	if !ok {
		return nil
	}
	if err := leave(ctx, marksOf(s.client, userID).one(id)); err != nil {
		return fmt.Errorf("interaction %q: %w", id, err)
	}
	if _, err := doc.Delete(ctx); err != nil {
		return fmt.Errorf("interaction %q: delete: %w", id, because(ctx, err))
	}
	return nil
}

// Clear implements interaction.Log. Without types it also removes documents that are not valid interactions.
func (s *Interactions) Clear(ctx context.Context, userID string, types ...interaction.Type) error {
	log, err := s.of(userID)
	if err := cmp.Or(err, interaction.ValidateTypes(types...)); err != nil {
		return err
	}
	marks := marksOf(s.client, userID)
	if len(types) == 0 {
		return clearMarked(ctx, s.client, marks.all, log.Query)
	}
	for _, t := range types {
		if err := clearMarked(ctx, s.client, marks.ofType(t), log.Where("type", "==", string(t))); err != nil {
			return err
		}
	}
	return nil
}

// clearMarked writes the tombstone, then deletes the documents that the query finds.
func clearMarked(ctx context.Context, client *firestore.Client, tombstone *firestore.DocumentRef, q firestore.Query) error {
	if err := leave(ctx, tombstone); err != nil {
		return err
	}
	if err := deleteFound(ctx, client, q); err != nil {
		return fmt.Errorf("clear the log: %w", err)
	}
	return nil
}

// Dismissed implements interaction.Log.
func (s *Interactions) Dismissed(ctx context.Context, userID string) ([]catalog.ID, error) {
	log, err := s.of(userID)
	if err != nil {
		return nil, err
	}
	docs, err := log.Where("type", "==", string(interaction.Dismiss)).Select("productId", "createdAt").Documents(ctx).GetAll()
	if err != nil {
		return nil, fmt.Errorf("dismissed products: %w", because(ctx, err))
	}
	seen := make(map[catalog.ID]bool)
	var ids []catalog.ID
	for _, doc := range docs {
		value, _ := doc.DataAt("productId")
		text, ok := value.(string)
		at, _ := doc.DataAt("createdAt")
		made, _ := at.(time.Time)
		if id := catalog.ID(text); ok && id.Validate() == nil && !seen[id] && !s.expiry.passed(made) {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids, nil
}
